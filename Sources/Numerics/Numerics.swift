// Matrices, workers and kernels on OpenBLAS.
