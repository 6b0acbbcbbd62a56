//! Which pages of a listing to ask for. Plain numbers; nothing is sent from here.

/// The page to ask for next, and how far there is reason to go.
///
/// Numbers are wider than those of pages, so that they can stand behind the last one there can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    next: u64,
    /// The last page that is worth asking for: the one after a page that says that there is one, or the one that the total
    /// count hints at. `None` when the listing is at its end.
    until: Option<u64>,
}

impl Plan {
    pub(super) fn new(first: u32) -> Self {
        Self { next: first.into(), until: Some(first.into()) }
    }

    /// The page to ask for now; it counts as asked for from then on.
    pub(super) fn ask(&mut self) -> Option<u32> {
        let number = u32::try_from(self.next).ok().filter(|number| self.until >= Some(u64::from(*number)))?;
        self.next += 1;
        Some(number)
    }

    /// Takes note of page `number`. `hint` is the last page by its total count, which is an estimate: it says how far to
    /// ask ahead, and never that the listing ends.
    pub(super) fn arrived(&mut self, number: u32, has_next: bool, hint: Option<u32>) {
        if has_next {
            let following = u64::from(number) + 1;
            self.until = self.until.max(Some(following)).max(hint.map(u64::from));
        } else {
            self.end();
        }
    }

    /// Nothing more is asked for.
    pub(super) fn end(&mut self) {
        self.until = None;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.until.is_none()
    }

    /// The page that is asked for next, if any is.
    pub(super) fn next(&self) -> Option<u32> {
        self.until.and(u32::try_from(self.next).ok())
    }
}

/// The number of the last page of `size`, if there are `total` items.
pub(super) fn last_page(total: u64, size: u32) -> u32 {
    let pages = total.div_ceil(u64::from(size.max(1)));
    u32::try_from(pages).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All pages that are to be asked for now.
    fn asked(plan: &mut Plan) -> Vec<u32> {
        std::iter::from_fn(|| plan.ask()).take(10).collect()
    }

    #[test]
    fn without_a_hint_each_page_leads_to_the_next() {
        let mut plan = Plan::new(3);
        assert_eq!(asked(&mut plan), [3]);
        plan.arrived(3, true, None);
        assert_eq!(asked(&mut plan), [4]);
        plan.arrived(4, false, None);
        assert_eq!((asked(&mut plan), plan.has_ended(), plan.next()), (vec![], true, None));
    }

    #[test]
    fn a_hint_says_how_far_to_ask_and_no_more() {
        let mut plan = Plan::new(1);
        plan.ask();
        plan.arrived(1, true, Some(4));
        assert_eq!(asked(&mut plan), [2, 3, 4]);
        // It was too low: the pages lead on.
        plan.arrived(2, true, Some(4));
        plan.arrived(3, true, None);
        assert_eq!(asked(&mut plan), Vec::<u32>::new());
        plan.arrived(4, true, Some(4));
        assert_eq!(asked(&mut plan), [5]);
        // It was too high: what the page says ends the listing.
        plan.arrived(5, false, Some(9));
        assert!(plan.has_ended());
    }

    #[test]
    fn there_is_no_page_after_the_last_number() {
        let mut plan = Plan::new(u32::MAX);
        assert_eq!(asked(&mut plan), [u32::MAX]);
        plan.arrived(u32::MAX, true, Some(u32::MAX));
        assert_eq!((asked(&mut plan), plan.next()), (vec![], None));
    }

    #[test]
    fn the_last_page_need_not_be_full() {
        for (total, size, expected) in [(0, 500, 0), (1, 500, 1), (500, 500, 1), (501, 500, 2), (u64::MAX, 1, u32::MAX)]
        {
            assert_eq!(last_page(total, size), expected, "{total} by {size}");
        }
    }
}
