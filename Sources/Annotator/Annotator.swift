// Teachers: recordings, replies, alignment and its ledger.
