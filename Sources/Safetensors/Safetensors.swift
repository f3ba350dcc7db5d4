// The safetensors file format: named tensors, read defensively, written atomically.
