//! The table of results.

use std::fmt::Write;

use super::program::Program;

/// A result of one round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) program: Program,
    pub(super) step: &'static str,
    pub(super) unit: Unit,
    pub(super) value: f64,
}

/// The unit of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Megabytes,
}

/// A bound on a step of the program with `atlas-api`.
enum Bound {
    /// A multiple of the result of the other program.
    Ratio(f64),
    /// An absolute value.
    Value(f64),
}

/// The bounds, by step.
const BOUNDS: [(&str, Bound); 4] = [
    ("debug build", Bound::Ratio(1.5)),
    ("release build", Bound::Ratio(1.6)),
    ("release program, stripped", Bound::Value(5.0)),
    ("check of atlas-gen alone", Bound::Value(10.0)),
];

/// Returns the table as Markdown, with the medians of all rounds, and whether all results are within their bounds.
pub(super) fn table(rows: &[Row]) -> (String, bool) {
    let mut text = "| step | unit | bare | atlas-api | ratio | bound |\n|---|---|---|---|---|---|\n".to_owned();
    let mut within_bounds = true;
    let mut steps: Vec<(&str, Unit)> = Vec::new();
    for row in rows {
        if !steps.contains(&(row.step, row.unit)) {
            steps.push((row.step, row.unit));
        }
    }
    for (step, unit) in steps {
        let (bare, atlas) = (median(rows, Program::Bare, step), median(rows, Program::Atlas, step));
        let ratio = bare.zip(atlas).map(|(bare, atlas)| atlas / bare);
        let bound = BOUNDS.iter().find(|(bounded, _)| *bounded == step).map(|(_, bound)| bound);
        let (bound, kept) = match bound {
            None => (String::new(), true),
            Some(Bound::Ratio(max)) => (format!("ratio {max}"), ratio.is_none_or(|ratio| ratio <= *max)),
            Some(Bound::Value(max)) => (format!("{max}"), atlas.is_none_or(|atlas| atlas <= *max)),
        };
        within_bounds &= kept;
        let unit = if unit == Unit::Seconds { "s" } else { "MB" };
        let verdict = if kept { "" } else { " **exceeded**" };
        let cells = [number(bare, 1), number(atlas, 1), number(ratio, 2)].join(" | ");
        // Writing to a `String` does not fail.
        let _ = writeln!(text, "| {step} | {unit} | {cells} | {bound}{verdict} |");
    }
    (text, within_bounds)
}

fn median(rows: &[Row], program: Program, step: &str) -> Option<f64> {
    let mut values: Vec<f64> =
        rows.iter().filter(|row| row.program == program && row.step == step).map(|row| row.value).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map(|value| format!("{value:.digits$}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(program: Program, step: &'static str, value: f64) -> Row {
        Row { program, step, unit: Unit::Seconds, value }
    }

    #[test]
    fn results_are_medians_and_a_ratio_above_its_bound_is_marked() {
        let rows = [
            row(Program::Bare, "debug build", 10.0),
            row(Program::Bare, "debug build", 30.0),
            row(Program::Bare, "debug build", 20.0),
            row(Program::Atlas, "debug build", 31.0),
            row(Program::Atlas, "check of atlas-gen alone", 10.0),
        ];
        let expected = "\
| step | unit | bare | atlas-api | ratio | bound |
|---|---|---|---|---|---|
| debug build | s | 20.0 | 31.0 | 1.55 | ratio 1.5 **exceeded** |
| check of atlas-gen alone | s |  | 10.0 |  | 10 |
";
        assert_eq!(table(&rows), (expected.to_owned(), false));
        assert!(table(&[row(Program::Bare, "debug build", 20.0), row(Program::Atlas, "debug build", 30.0)]).1);
    }
}
