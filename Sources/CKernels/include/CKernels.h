/// Elementwise kernels: the loops that must vectorise for the CPU at hand.
///
/// Matrices are row-major and contiguous: `rows` tokens by `columns` features. No two pointers of a call may overlap. On
/// x86-64 Linux each kernel is compiled for AVX-512, AVX2 with FMA and plain x86-64, and the loader picks one; the order of every
/// sum depends on the sizes alone, so one machine always gives the same bits.
#pragma once
#include <stdint.h>

/// Which elements of a dropout site are kept: element i is, if hash(key, i) ≥ threshold (24 bits), and is then scaled.
/// threshold = p · 2²⁴, scale = 1 / (1 - p). Nothing is stored: the backward pass asks again.
typedef struct {
    uint32_t key[2];
    uint32_t threshold;
    float scale;
} ck_dropout;

/// y[r,c] = x[r,c] + bias[c], in place.
void ck_add_bias(float *restrict x, const float *restrict bias, long rows, long columns);

/// sums[c] += Σ_r x[r,c]: the gradient of a bias.
void ck_column_sums(float *restrict sums, const float *restrict x, long rows, long columns);

/// y[i] += x[i].
void ck_add(float *restrict y, const float *restrict x, long count);

/// y[i] *= x[i].
void ck_multiply(float *restrict y, const float *restrict x, long count);

/// y = gelu(x + bias), gelu(u) = u Φ(u) with the exact Φ(u) = (1 + erf(u / √2)) / 2.
void ck_bias_gelu(float *restrict y, const float *restrict x, const float *restrict bias, long rows, long columns);

/// The same, and x becomes gelu'(x + bias), gelu'(u) = Φ(u) + u φ(u): all that the backward pass needs.
void ck_bias_gelu_slope(float *restrict y, float *restrict x, const float *restrict bias, long rows, long columns);

/// y[i] = x[i] · keep(first + i). Its own backward: dx[i] = dy[i] · keep(first + i).
void ck_drop(float *restrict y, const float *restrict x, ck_dropout dropout, uint32_t first, long count);

/// z = residual + (x + bias) · keep, normalised = (z - mean z) · rstd, y = normalised · gain + shift, row by row.
/// rstd[r] = 1 / √(variance of z[r] + epsilon); keep counts its elements from `first`.
void ck_add_norm(float *restrict y, float *restrict normalised, float *restrict rstd, const float *restrict x,
                 const float *restrict bias, const float *restrict residual, const float *restrict gain,
                 const float *restrict shift, float epsilon, ck_dropout dropout, uint32_t first, long rows, long columns);

/// dz = rstd · (g - mean g - normalised · mean(g · normalised)), g = dy · gain.
void ck_norm_backward(float *restrict dz, const float *restrict dy, const float *restrict normalised,
                      const float *restrict rstd, const float *restrict gain, long rows, long columns);

/// The same, and dx = dz · keep, which counts its elements from `first`.
void ck_norm_backward_drop(float *restrict dz, float *restrict dx, const float *restrict dy, const float *restrict normalised,
                           const float *restrict rstd, const float *restrict gain, ck_dropout dropout, uint32_t first, long rows,
                           long columns);

/// dgain[c] += Σ_r dy[r,c] · normalised[r,c], dshift[c] += Σ_r dy[r,c].
void ck_norm_gradients(float *restrict dgain, float *restrict dshift, const float *restrict dy,
                       const float *restrict normalised, long rows, long columns);

/// Each row becomes exp(x - max x) / Σ exp(x - max x).
void ck_softmax(float *restrict x, long rows, long columns);

/// With dropout behind the softmax: dx = p · (g - Σ_c p · g), g = dy · keep, in place of dy.
void ck_softmax_backward(float *restrict dy, const float *restrict p, ck_dropout dropout, uint32_t first, long rows,
                         long columns);

/// Σ x[i]², in double precision.
double ck_sum_of_squares(const float *restrict x, long count);

/// One step of AdamW (Loshchilov and Hutter 2019, algorithm 2, as PyTorch orders it):
/// g ← clip · g;  m ← β₁ m + (1 - β₁) g;  v ← β₂ v + (1 - β₂) g²;  w ← decay · w - rate · m / (√v · correction + ε)
/// with fresh = 1 - β, decay = 1 - lr · λ, rate = lr / (1 - β₁ᵗ), correction = 1 / √(1 - β₂ᵗ).
typedef struct {
    float clip, fresh1, beta2, fresh2, decay, rate, correction, epsilon;
} ck_adamw_step;

void ck_adamw(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, ck_adamw_step step, long count);
