//! Forms of sending that all request types have, besides their method `send`.

/// Makes a request type with an asynchronous method `send` awaitable.
macro_rules! into_future {
    ($request:ident $(<$($parameter:ident),+>)? $(where {$($bounds:tt)+})?, $output:ty) => {
        impl $(<$($parameter),+>)? std::future::IntoFuture for $request $(<$($parameter),+>)? $(where $($bounds)+)? {
            type Output = Result<$output, $crate::Error>;
            type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send>>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
    };
}
pub(crate) use into_future;

/// Adds `send_blocking` to an awaitable request type. The closure returns its client.
macro_rules! send_blocking {
    ($request:ident $(<$($parameter:ident),+>)? $(where {$($bounds:tt)+})?, $output:ty, |$self:ident| $atlas:expr) => {
        #[cfg(feature = "blocking")]
        impl $(<$($parameter),+>)? $request $(<$($parameter),+>)? $(where $($bounds)+)? {
            /// Sends the request and blocks the thread until the response arrives.
            ///
            /// It works without an async runtime: the client drives its connections on a separate thread. It requires
            /// the cargo feature `blocking`.
            ///
            /// # Errors
            /// As [`send`](Self::send); and [`is_invalid_argument`](crate::Error::is_invalid_argument) in async code,
            /// where it would block other tasks. Await the request there. `tokio::task::spawn_blocking` runs blocking calls.
            #[inline]
            pub fn send_blocking(self) -> Result<$output, $crate::Error> {
                let $self = &self;
                let atlas = $crate::Atlas::clone($atlas);
                $crate::request::block_on(&atlas, self.into_future())
            }
        }

        #[cfg(not(feature = "blocking"))]
        impl $(<$($parameter),+>)? $request $(<$($parameter),+>)? $(where $($bounds)+)? {
            #[doc(hidden)]
            pub fn send_blocking<'a>(self) -> Result<$output, $crate::Error>
            where
                std::marker::PhantomData<&'a ()>: $crate::client::BlockingIsEnabled,
            {
                unreachable!()
            }
        }
    };
}
pub(crate) use send_blocking;
