//! Work on many threads, results in input order, bounded memory.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::mpsc;

/// How much is in the works at once.
#[derive(Clone, Copy, Debug)]
pub struct Ordered {
    /// Threads that work; the caller's own thread reads and hands on.
    pub threads: usize,
    /// Bytes of input in the works. One larger input is let in when nothing else is.
    pub bytes: usize,
    /// Inputs taken in whose results were not yet handed on.
    pub ahead: usize,
}

/// Does `work` on each input and hands the results to `emit` in input order.
///
/// `cost` is an input's size in bytes. Inputs are drawn one by one as room is made, so an endless iterator is no
/// harm. With one thread, or a single input, everything happens on the caller's own thread and none is started.
///
/// Stops early when `emit` breaks; what is in the works then is finished and dropped.
pub fn in_order<T, R>(
    how: Ordered,
    inputs: impl Iterator<Item = T>,
    cost: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
    mut emit: impl FnMut(R) -> ControlFlow<()>,
) where
    T: Send,
    R: Send,
{
    let mut inputs = inputs;
    let Some(first) = inputs.next() else { return };
    let second = if how.threads > 1 { inputs.next() } else { None };
    let pool = second.is_some().then(|| rayon::ThreadPoolBuilder::new().num_threads(how.threads).build());
    let mut inputs = std::iter::once(first).chain(second).chain(inputs);
    let Some(Ok(pool)) = pool else {
        let _ = inputs.try_for_each(|input| emit(work(input)));
        return;
    };
    let (done, results) = mpsc::channel();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut window = Window { slots: VecDeque::new(), first: 0, bytes: 0 };
        for input in inputs {
            let size = cost(&input);
            while window.is_full(size, how) {
                let Ok(result) = results.recv() else { return };
                if window.store(result, &mut emit).is_break() {
                    return;
                }
            }
            let number = window.open(size);
            let done = done.clone();
            scope.spawn(move |_| {
                // The receiver is gone only after a break, and then nobody wants the result.
                let _ = done.send((number, size, work(input)));
            });
            while let Ok(result) = results.try_recv() {
                if window.store(result, &mut emit).is_break() {
                    return;
                }
            }
        }
        while !window.slots.is_empty() {
            let Ok(result) = results.recv() else { return };
            if window.store(result, &mut emit).is_break() {
                return;
            }
        }
    });
}

/// The inputs that were taken in and whose results were not handed on: a slot each, in input order.
struct Window<R> {
    slots: VecDeque<Option<R>>,
    first: usize,
    bytes: usize,
}

impl<R> Window<R> {
    fn is_full(&self, size: usize, how: Ordered) -> bool {
        self.slots.len() >= how.ahead.max(1) || (self.bytes > 0 && self.bytes + size > how.bytes)
    }

    fn open(&mut self, size: usize) -> usize {
        self.slots.push_back(None);
        self.bytes += size;
        self.first + self.slots.len() - 1
    }

    fn store(
        &mut self,
        (number, size, result): (usize, usize, R),
        emit: &mut impl FnMut(R) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.bytes -= size;
        self.slots[number - self.first] = Some(result);
        while let Some(Some(_)) = self.slots.front() {
            self.first += 1;
            if let Some(Some(ready)) = self.slots.pop_front() {
                emit(ready)?;
            }
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const HOW: Ordered = Ordered { threads: 4, bytes: 100, ahead: 16 };

    #[test]
    fn results_come_in_input_order_however_long_the_work_takes() {
        let mut out = Vec::new();
        let work = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 500));
            n
        };
        in_order(
            HOW,
            0..500,
            |_| 10,
            work,
            |n| {
                out.push(n);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(out, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_bytes_are_in_the_works_than_allowed() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs = (0..200).inspect(|_| {
            let held = now.fetch_add(30, Ordering::SeqCst) + 30;
            most.fetch_max(held, Ordering::SeqCst);
        });
        let work = |_| {
            now.fetch_sub(30, Ordering::SeqCst);
        };
        in_order(HOW, inputs, |_| 30, work, |()| ControlFlow::Continue(()));
        // One input is drawn before there is room for it.
        assert!(most.load(Ordering::SeqCst) <= 100 + 30);
        assert_eq!(now.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn an_input_larger_than_the_window_is_let_in_alone() {
        let mut sum = 0;
        in_order(
            HOW,
            [1000_usize, 1, 1000, 1].into_iter(),
            |n| *n,
            |n| n,
            |n| {
                sum += n;
                ControlFlow::Continue(())
            },
        );
        assert_eq!(sum, 2002);
    }

    #[test]
    fn a_break_stops_the_drawing_of_inputs() {
        let drawn = AtomicUsize::new(0);
        let inputs = (0..1_000_000).inspect(|_| {
            drawn.fetch_add(1, Ordering::SeqCst);
        });
        in_order(
            HOW,
            inputs,
            |_| 1,
            |n| n,
            |n| if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) },
        );
        assert!(drawn.load(Ordering::SeqCst) < 1000);
    }
}
