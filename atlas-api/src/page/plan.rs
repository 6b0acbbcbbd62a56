//! The decision which pages of a list to request, by their numbers.

/// The next page to request, and the last one.
///
/// The fields are wider than page numbers, so that they can exceed the largest page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    next: u64,
    /// The last page to request: the page after one that has a next page, or the last page by the total count. `None`
    /// at the end of the list.
    until: Option<u64>,
}

impl Plan {
    pub(super) fn new(first: u32) -> Self {
        Self { next: first.into(), until: Some(first.into()) }
    }

    /// Returns the page to request now, and advances.
    pub(super) fn take_next(&mut self) -> Option<u32> {
        let number = u32::try_from(self.next).ok().filter(|number| self.until >= Some(u64::from(*number)))?;
        self.next += 1;
        Some(number)
    }

    /// Records the arrival of page `number`. `hint` is the last page by the total count. It limits prefetching, but
    /// does not end the list, because it is an estimate.
    pub(super) fn arrived(&mut self, number: u32, has_next: bool, hint: Option<u32>) {
        if has_next {
            let following = u64::from(number) + 1;
            self.until = self.until.max(Some(following)).max(hint.map(u64::from));
        } else {
            self.end();
        }
    }

    /// Ends the list.
    pub(super) fn end(&mut self) {
        self.until = None;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.until.is_none()
    }

    /// Returns the page that will be requested next.
    pub(super) fn next(&self) -> Option<u32> {
        self.until.and(u32::try_from(self.next).ok())
    }
}

/// Returns the number of the last page of a list with `total` items in pages of `size`.
pub(super) fn last_page(total: u64, size: u32) -> u32 {
    let pages = total.div_ceil(u64::from(size.max(1)));
    u32::try_from(pages).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns all pages that the plan requests now.
    fn requested(plan: &mut Plan) -> Vec<u32> {
        std::iter::from_fn(|| plan.take_next()).take(10).collect()
    }

    #[test]
    fn without_a_hint_each_page_permits_the_next() {
        let mut plan = Plan::new(3);
        assert_eq!(requested(&mut plan), [3]);
        plan.arrived(3, true, None);
        assert_eq!(requested(&mut plan), [4]);
        plan.arrived(4, false, None);
        assert_eq!((requested(&mut plan), plan.has_ended(), plan.next()), (vec![], true, None));
    }

    #[test]
    fn a_hint_limits_prefetching_and_does_not_end_the_list() {
        let mut plan = Plan::new(1);
        plan.take_next();
        plan.arrived(1, true, Some(4));
        assert_eq!(requested(&mut plan), [2, 3, 4]);
        // The hint was too low: the list continues.
        plan.arrived(2, true, Some(4));
        plan.arrived(3, true, None);
        assert_eq!(requested(&mut plan), Vec::<u32>::new());
        plan.arrived(4, true, Some(4));
        assert_eq!(requested(&mut plan), [5]);
        // The hint was too high: a page without a next page ends the list.
        plan.arrived(5, false, Some(9));
        assert!(plan.has_ended());
    }

    #[test]
    fn the_largest_page_number_is_the_last() {
        let mut plan = Plan::new(u32::MAX);
        assert_eq!(requested(&mut plan), [u32::MAX]);
        plan.arrived(u32::MAX, true, Some(u32::MAX));
        assert_eq!((requested(&mut plan), plan.next()), (vec![], None));
    }

    #[test]
    fn the_last_page_need_not_be_full() {
        for (total, size, expected) in [(0, 500, 0), (1, 500, 1), (500, 500, 1), (501, 500, 2), (u64::MAX, 1, u32::MAX)]
        {
            assert_eq!(last_page(total, size), expected, "{total} by {size}");
        }
    }
}
