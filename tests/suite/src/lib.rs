//! The tests are in `tests/it`, one program for all of them.
