//! Pearson's chi-square, with the one question that is asked of it.

/// Of `whole`, those that are in and those that are out.
pub(super) fn share(whole: usize, within: usize) -> [u64; 2] {
    [within as u64, (whole - within) as u64]
}

/// Whether counts like `found` come up with p > 0.001 where the shares are in truth as `weights`.
#[expect(clippy::float_arithmetic, reason = "a statistic, outside the engine")]
pub(super) fn is_likely(found: &[u64], weights: &[u64]) -> bool {
    // Upper 0.1 % points for 1 and 2 degrees of freedom.
    let limit = [10.828, 13.816][found.len() - 2];
    let (all, sum) = (found.iter().sum::<u64>() as f64, weights.iter().sum::<u64>() as f64);
    let parts = found.iter().zip(weights).map(|(found, weight)| {
        let expected = all * *weight as f64 / sum;
        (*found as f64 - expected).powi(2) / expected
    });
    parts.sum::<f64>() < limit
}
