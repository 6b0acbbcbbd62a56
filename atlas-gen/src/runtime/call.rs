//! A call that is under way.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::{ByteStream, Client, Error, Operation, ResponseValue};
use crate::model::Decode;

/// The future that an operation's `send` gives: await it for the answer. Nothing is sent before it is polled, and
/// dropping it ends the call.
#[must_use = "a call is not made before it is awaited"]
pub struct Call<'a, T>(Pin<Box<dyn Future<Output = Result<ResponseValue<T>, Error>> + Send + 'a>>);

type Built = Result<reqwest::Request, Error>;

impl<'a, T: Decode> Call<'a, T> {
    pub(crate) fn json(client: &'a Client, operation: &'static Operation, request: Built) -> Self {
        Self(Box::pin(async move { ResponseValue::from_response(client.call(request?, operation).await?) }))
    }
}

impl<T: Decode> Call<'static, T> {
    pub(crate) fn owned(client: Client, operation: &'static Operation, request: Built) -> Self {
        Self(Box::pin(async move { ResponseValue::from_response(client.call(request?, operation).await?) }))
    }
}

impl<'a> Call<'a, ()> {
    pub(crate) fn nothing(client: &'a Client, operation: &'static Operation, request: Built) -> Self {
        Self(Box::pin(async move { Ok(ResponseValue::empty(client.call(request?, operation).await?)) }))
    }
}

impl<'a> Call<'a, ByteStream> {
    pub(crate) fn stream(client: &'a Client, operation: &'static Operation, request: Built) -> Self {
        Self(Box::pin(async move { Ok(ResponseValue::stream(client.call(request?, operation).await?)) }))
    }
}

impl<T> Future for Call<'_, T> {
    type Output = Result<ResponseValue<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}
