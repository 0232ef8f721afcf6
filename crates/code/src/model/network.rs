//! The little linear algebra of the heads: tables, linear maps, softmax.

use super::files::ModelError;
use safetensors::SafeTensors;

/// Rows of equal width.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    rows: usize,
    width: usize,
    values: Vec<f32>,
}

impl Matrix {
    pub(super) fn new(rows: usize, width: usize, values: Vec<f32>) -> Matrix {
        assert_eq!(
            rows * width,
            values.len(),
            "a matrix has rows times width values"
        );
        Matrix {
            rows,
            width,
            values,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// One row; nothing beyond the last.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        let start = row.min(self.rows) * self.width;
        &self.values[start..(start + self.width).min(self.values.len())]
    }

    /// The mean of some rows.
    pub(super) fn mean(&self, rows: std::ops::Range<usize>) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        let rows = rows.start.min(self.rows)..rows.end.min(self.rows);
        let count = rows.len().max(1) as f32;
        for row in rows {
            add(&mut mean, self.row(row));
        }
        mean.iter_mut().for_each(|x| *x /= count);
        mean
    }

    /// Reads `name` of a file of weights.
    pub(super) fn load(weights: &SafeTensors<'_>, name: &str) -> Result<Matrix, ModelError> {
        let broken = |reason: &str| ModelError::Broken {
            name: "heads.safetensors".to_owned(),
            reason: format!("`{name}` {reason}"),
        };
        let tensor = weights.tensor(name).map_err(|_| broken("is missing"))?;
        if tensor.dtype() != safetensors::Dtype::F32 {
            return Err(broken("is not of 32-bit floats"));
        }
        let values = tensor
            .data()
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        match *tensor.shape() {
            [rows, width] => Ok(Matrix::new(rows, width, values)),
            [width] => Ok(Matrix::new(1, width, values)),
            _ => Err(broken("is neither a vector nor a matrix")),
        }
    }
}

/// A linear map with its bias.
#[derive(Debug, Clone)]
pub(super) struct Linear {
    /// Transposed: a row for each input, so that the inner loop runs over outputs.
    weight: Matrix,
    bias: Matrix,
}

impl Linear {
    pub(super) fn load(weights: &SafeTensors<'_>, name: &str) -> Result<Linear, ModelError> {
        let weight = Matrix::load(weights, &format!("{name}.weight"))?;
        let mut transposed = vec![0.0; weight.values.len()];
        for out in 0..weight.rows {
            for (input, value) in weight.row(out).iter().enumerate() {
                transposed[input * weight.rows + out] = *value;
            }
        }
        Ok(Linear {
            weight: Matrix::new(weight.width, weight.rows, transposed),
            bias: Matrix::load(weights, &format!("{name}.bias"))?,
        })
    }

    pub(super) fn inputs(&self) -> usize {
        self.weight.rows
    }

    pub(super) fn outputs(&self) -> usize {
        self.bias.width
    }

    pub(super) fn apply(&self, x: &[f32]) -> Vec<f32> {
        let mut out = self.bias.row(0).to_vec();
        for (input, &value) in x.iter().enumerate() {
            if value != 0.0 {
                for (o, w) in out.iter_mut().zip(self.weight.row(input)) {
                    *o += value * w;
                }
            }
        }
        out
    }
}

pub(super) fn add(to: &mut [f32], more: &[f32]) {
    for (t, m) in to.iter_mut().zip(more) {
        *t += m;
    }
}

pub(super) fn relu(x: &mut [f32]) {
    x.iter_mut().for_each(|v| *v = v.max(0.0));
}

pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

pub(super) fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<f32> = logits.iter().map(|x| (x - top).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|x| *x /= sum);
    out
}

/// The first of the largest.
pub(super) fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_sums_to_one_and_keeps_the_order() {
        let p = softmax(&[1.0, 3.0, 2.0]);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert_eq!(argmax(&p), 1);
    }

    #[test]
    fn the_mean_of_no_rows_is_nothing() {
        let m = Matrix::new(2, 2, vec![1.0, 2.0, 3.0, 4.0]);
        assert_eq!(m.mean(0..2), [2.0, 3.0]);
        assert_eq!(m.mean(2..2), [0.0, 0.0]);
    }
}
