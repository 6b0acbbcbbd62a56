//! Compression of vectors.

use crate::open_enum::open_enum;

/// The compression of the vectors in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quantization {
    /// `none`: full precision.
    None,
    /// `scalar`: one byte for each dimension.
    Scalar,
    /// `binary`: one bit for each dimension.
    Binary,
    /// Another compression, by its name.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    Quantization {
        None => "none",
        Scalar => "scalar",
        Binary => "binary",
    }
}
