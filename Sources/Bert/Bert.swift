// The encoder: weights, forward, backward, AdamW, checkpoints.
