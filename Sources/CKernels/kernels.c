#include "CKernels.h"
#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORISED
#endif

/// In a function that sums: lets the compiler add in vector lanes, an order that depends on the sizes alone.
#define SUM_IN_LANES _Pragma("clang fp reassociate(on)")

/// exp(x) for |x| ≤ 87, after Cephes: 2ⁿ · p(r), x = n ln 2 + r; relative error below 2e-7. Adding 1.5 · 2²³ rounds to a whole
/// number and leaves it in the low bits.
static inline float exponential(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 87.0f ? 87.0f : x;
    const float shifter = 0x1.8p23f;
    float shifted = x * 1.44269504f + shifter;
    float n = shifted - shifter;
    float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    int32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (int32_t)(((uint32_t)bits << 23) + (127u << 23));
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

/// Φ(u), given exp(-u²/2): Abramowitz and Stegun 7.1.26, absolute error below 1e-7.
static inline float normal_distribution(float u, float bell) {
    float t = 1.0f / (1.0f + 0.3275911f * 0.70710678f * fabsf(u));
    float p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    float tail = 0.5f * p * t * bell;
    return u < 0.0f ? tail : 1.0f - tail;
}

/// 0 or the scale. The hash is lowbias32 (C. Wellons) with a second key word between two of its rounds.
static inline float keep(ck_dropout dropout, uint32_t i) {
    uint32_t h = i ^ dropout.key[0];
    h ^= h >> 16;
    h *= 0x7feb352du;
    h ^= h >> 15;
    h += dropout.key[1];
    h *= 0x846ca68bu;
    h ^= h >> 16;
    h *= 0x7feb352du;
    return (h >> 8) >= dropout.threshold ? dropout.scale : 0.0f;
}

VECTORISED void ck_add_bias(float *restrict x, const float *restrict bias, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) x[r * columns + c] += bias[c];
}

VECTORISED void ck_column_sums(float *restrict sums, const float *restrict x, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) sums[c] += x[r * columns + c];
}

VECTORISED void ck_add(float *restrict y, const float *restrict x, long count) {
    for (long i = 0; i < count; i++) y[i] += x[i];
}

VECTORISED void ck_multiply(float *restrict y, const float *restrict x, long count) {
    for (long i = 0; i < count; i++) y[i] *= x[i];
}

VECTORISED void ck_bias_gelu(float *restrict y, const float *restrict x, const float *restrict bias, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) {
            float u = x[r * columns + c] + bias[c];
            y[r * columns + c] = u * normal_distribution(u, exponential(-0.5f * u * u));
        }
}

VECTORISED void ck_bias_gelu_slope(float *restrict y, float *restrict x, const float *restrict bias, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) {
            float u = x[r * columns + c] + bias[c];
            float bell = exponential(-0.5f * u * u);
            float distribution = normal_distribution(u, bell);
            y[r * columns + c] = u * distribution;
            x[r * columns + c] = distribution + u * 0.398942280f * bell;
        }
}

VECTORISED void ck_drop(float *restrict y, const float *restrict x, ck_dropout dropout, uint32_t first, long count) {
    for (long i = 0; i < count; i++) y[i] = x[i] * keep(dropout, first + (uint32_t)i);
}

VECTORISED void ck_add_norm(float *restrict y, float *restrict normalised, float *restrict rstd, const float *restrict x,
                            const float *restrict bias, const float *restrict residual, const float *restrict gain,
                            const float *restrict shift, float epsilon, ck_dropout dropout, uint32_t first, long rows,
                            long columns) {
    SUM_IN_LANES
    for (long r = 0; r < rows; r++, y += columns, normalised += columns, x += columns, residual += columns) {
        uint32_t start = first + (uint32_t)(r * columns);
        float sum = 0.0f, squares = 0.0f;
        for (long c = 0; c < columns; c++) {
            float z = residual[c] + (x[c] + bias[c]) * keep(dropout, start + (uint32_t)c);
            normalised[c] = z;
            sum += z;
        }
        float mean = sum / (float)columns;
        for (long c = 0; c < columns; c++) {
            float centred = normalised[c] - mean;
            squares += centred * centred;
        }
        float scale = 1.0f / sqrtf(squares / (float)columns + epsilon);
        rstd[r] = scale;
        for (long c = 0; c < columns; c++) {
            float value = (normalised[c] - mean) * scale;
            normalised[c] = value;
            y[c] = value * gain[c] + shift[c];
        }
    }
}

static inline __attribute__((always_inline)) void norm_backward_row(float *restrict dz, const float *restrict dy,
                                                                    const float *restrict normalised, float rstd,
                                                                    const float *restrict gain, long columns) {
    SUM_IN_LANES
    float sum = 0.0f, product = 0.0f;
    for (long c = 0; c < columns; c++) {
        float g = dy[c] * gain[c];
        sum += g;
        product += g * normalised[c];
    }
    float mean = sum / (float)columns, mean_product = product / (float)columns;
    for (long c = 0; c < columns; c++) dz[c] = rstd * (dy[c] * gain[c] - mean - normalised[c] * mean_product);
}

VECTORISED void ck_norm_backward(float *restrict dz, const float *restrict dy, const float *restrict normalised,
                                 const float *restrict rstd, const float *restrict gain, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        norm_backward_row(dz + r * columns, dy + r * columns, normalised + r * columns, rstd[r], gain, columns);
}

VECTORISED void ck_norm_backward_drop(float *restrict dz, float *restrict dx, const float *restrict dy,
                                      const float *restrict normalised, const float *restrict rstd, const float *restrict gain,
                                      ck_dropout dropout, uint32_t first, long rows, long columns) {
    for (long r = 0; r < rows; r++, dz += columns, dx += columns, first += (uint32_t)columns) {
        norm_backward_row(dz, dy + r * columns, normalised + r * columns, rstd[r], gain, columns);
        for (long c = 0; c < columns; c++) dx[c] = dz[c] * keep(dropout, first + (uint32_t)c);
    }
}

VECTORISED void ck_norm_gradients(float *restrict dgain, float *restrict dshift, const float *restrict dy,
                                  const float *restrict normalised, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) {
            dgain[c] += dy[r * columns + c] * normalised[r * columns + c];
            dshift[c] += dy[r * columns + c];
        }
}

/// Rows are short (a sentence's pieces), so one narrow vector at a time leaves the least over.
#define LANES 8
#define SHORT_ROW _Pragma("clang loop vectorize_width(8) interleave_count(1)")

VECTORISED void ck_softmax(float *restrict x, long rows, long columns) {
    SUM_IN_LANES
    for (long r = 0; r < rows; r++, x += columns) {
        float most = x[0];
        long whole = columns - columns % LANES;
        if (whole > 0) {
            float lanes[LANES];
            for (long l = 0; l < LANES; l++) lanes[l] = x[l];
            for (long c = LANES; c < whole; c += LANES)
                for (long l = 0; l < LANES; l++) lanes[l] = x[c + l] > lanes[l] ? x[c + l] : lanes[l];
            for (long l = 0; l < LANES; l++) most = lanes[l] > most ? lanes[l] : most;
        }
        for (long c = whole; c < columns; c++) most = x[c] > most ? x[c] : most;
        float sum = 0.0f;
        SHORT_ROW for (long c = 0; c < columns; c++) {
            float value = exponential(x[c] - most);
            x[c] = value;
            sum += value;
        }
        float scale = 1.0f / sum;
        SHORT_ROW for (long c = 0; c < columns; c++) x[c] *= scale;
    }
}

VECTORISED void ck_softmax_backward(float *restrict dy, const float *restrict p, ck_dropout dropout, uint32_t first, long rows,
                                    long columns) {
    SUM_IN_LANES
    for (long r = 0; r < rows; r++, dy += columns, p += columns) {
        uint32_t start = first + (uint32_t)(r * columns);
        float sum = 0.0f;
        SHORT_ROW for (long c = 0; c < columns; c++) {
            dy[c] *= keep(dropout, start + (uint32_t)c);
            sum += p[c] * dy[c];
        }
        SHORT_ROW for (long c = 0; c < columns; c++) dy[c] = p[c] * (dy[c] - sum);
    }
}

VECTORISED double ck_sum_of_squares(const float *restrict x, long count) {
    SUM_IN_LANES
    double sum = 0.0;
    for (long i = 0; i < count; i++) sum += (double)x[i] * (double)x[i];
    return sum;
}

VECTORISED void ck_adamw(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, ck_adamw_step step,
                         long count) {
    for (long i = 0; i < count; i++) {
        float gradient = g[i] * step.clip;
        float mean = m[i] + step.fresh1 * (gradient - m[i]);
        float square = step.beta2 * v[i] + step.fresh2 * gradient * gradient;
        m[i] = mean;
        v[i] = square;
        float spread = __builtin_elementwise_sqrt(square) * step.correction + step.epsilon;
        w[i] = step.decay * w[i] - step.rate * mean / spread;
    }
}
