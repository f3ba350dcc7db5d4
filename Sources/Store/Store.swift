// Files that survive a kill: atomic writes, append-only logs, mapped reads.
