//! Passes, put to the test on small documents.
