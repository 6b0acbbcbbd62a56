//! The common part of all generated builders.

use std::fmt;

use http::{
    Method,
    header::{HeaderName, HeaderValue},
};
use serde_json::Value;

use super::{
    BuildError, Built, ByteStream, Call, CallContext, Client, Location, Operation, Request,
    parameter::{check_segment, fill, missing, not_convertible},
};
use crate::model::{Field, JsonType, View};

/// The parameters and the body of a request that is being built.
///
/// Each generated builder is a wrapper around it, with a typed setter for each parameter. The code of all setters is compiled
/// once, and depends on the [`Operation`].
#[derive(Clone)]
pub(crate) struct Builder {
    client: Client,
    operation: &'static Operation,
    /// The values of parameters by their index in the operation. A later value replaces an earlier one.
    values: Vec<(usize, Result<Values, BuildError>)>,
    body: Option<Result<Vec<u8>, BuildError>>,
}

/// The value of a parameter, as text.
#[derive(Clone, Debug, PartialEq)]
enum Values {
    One(String),
    List(Vec<String>),
}

impl Values {
    fn as_slice(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::List(values) => values,
        }
    }
}

impl Builder {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        Self { client: client.clone(), operation, values: Vec::new(), body: None }
    }

    /// Sets a parameter by its index in the operation. A value of `None` could not be converted to the parameter's type.
    pub(crate) fn set(&mut self, index: usize, value: &dyn Field) {
        let Some(parameter) = self.operation.parameters.get(index) else { return };
        let values = value.view().ok_or_else(|| not_convertible(parameter.name)).and_then(|value| {
            let values = texts(value)?;
            if parameter.location == Location::Path {
                values.as_slice().iter().try_for_each(|value| check_segment(parameter.name, value))?;
            }
            Ok(values)
        });
        self.values.push((index, values));
    }

    /// Sets the body. A value of `None` could not be converted to the type of the body.
    pub(crate) fn body(&mut self, value: &dyn Field) {
        let body = value.view().ok_or_else(|| not_convertible("body"));
        self.body = Some(body.and_then(|body| {
            serde_json::to_vec(&body).map_err(|error| BuildError(format!("parameter `body`: {error}")))
        }));
    }

    /// Builds a call with a response in JSON.
    pub(crate) fn json<T: JsonType>(mut self) -> Call<T> {
        let request = self.request();
        Call::json(self.client, CallContext::new(self.operation), request)
    }

    /// Builds a call with a response without a value.
    pub(crate) fn empty(mut self) -> Call<()> {
        let request = self.request();
        Call::empty(self.client, CallContext::new(self.operation), request)
    }

    /// Builds a call with a response that is read as a stream.
    pub(crate) fn stream(self) -> Call<ByteStream> {
        let operation = self.operation;
        self.stream_as(operation)
    }

    /// Builds a call of `operation`, which has the same request but a response in another format.
    pub(crate) fn stream_as(mut self, operation: &'static Operation) -> Call<ByteStream> {
        let request = self.request();
        Call::stream(self.client, CallContext::new(operation), request)
    }

    /// Returns the values of the parameter at `index`; `None` if it was not set.
    fn values(&self, index: usize) -> Option<&Result<Values, BuildError>> {
        self.values.iter().rev().find(|(set, _)| *set == index).map(|(_, values)| values)
    }

    /// Builds the request. The first problem is the error, in the order of the parameters.
    fn request(&mut self) -> Built {
        let body = self.body.take();
        let Self { operation, client, .. } = &*self;
        let (mut segments, mut query, mut headers) = (Vec::new(), Vec::new(), Vec::new());
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let name = parameter.name;
            let values = match self.values(index) {
                Some(values) => values.as_ref().map_err(Clone::clone)?.as_slice(),
                None if parameter.required => return Err(missing(name)),
                None => continue,
            };
            let pairs = match parameter.location {
                Location::Path => &mut segments,
                Location::Query => &mut query,
                Location::Header => &mut headers,
            };
            pairs.extend(values.iter().map(|value| (name, value.as_str())));
        }
        let body = match body {
            Some(body) => Some(body?),
            None if operation.requires_body => return Err(missing("body")),
            None => None,
        };
        let method = Method::try_from(operation.method).map_err(|error| BuildError(error.to_string()))?;
        let url = fill(&client.baseurl, operation.path, &segments).map_err(missing)?;
        let mut request = Request::build(method, &url, &query, body)?;
        for (name, value) in headers {
            let name = HeaderName::try_from(name).map_err(|error| BuildError(error.to_string()))?;
            request.headers_mut().append(name, HeaderValue::try_from(value)?);
        }
        Ok(request)
    }
}

/// Returns the values of a parameter as text, as JSON has them.
fn texts(value: View<'_>) -> Result<Values, BuildError> {
    let text = |value: View<'_>| match value {
        View::Text(text) => Ok(text.to_owned()),
        value => serde_json::to_value(value).map(|json| match json {
            Value::String(text) => text,
            json => json.to_string(),
        }),
    };
    let texts = match value {
        View::List(list) => {
            (0..list.len()).map(|index| text(list.get(index))).collect::<Result<_, _>>().map(Values::List)
        }
        value => text(value).map(Values::One),
    };
    texts.map_err(|error| BuildError(error.to_string()))
}

/// Shows the parameters, but not the body, which can contain secrets.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = f.debug_struct(self.operation.id);
        for (index, parameter) in self.operation.parameters.iter().enumerate() {
            match self.values(index) {
                None => {}
                Some(Ok(values)) => _ = printed.field(parameter.name, &values.as_slice()),
                Some(Err(error)) => _ = printed.field(parameter.name, error),
            }
        }
        printed.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};

    use super::*;
    use crate::runtime::{
        offline,
        operation::{Format, Parameter},
    };

    static OPERATION: Operation = Operation {
        name: "test",
        id: "testThing",
        method: "PUT",
        path: "/a/{x}/b/{y}:c",
        tag: "",
        version: "2025-01-01",
        versions: &[],
        parameters: &[
            Parameter::path("x"),
            Parameter::path("y"),
            Parameter::query("since"),
            Parameter::query("tag").required(),
            Parameter::header("X-Deep"),
        ],
        request: Some(Format::Json),
        requires_body: true,
        response: Format::Json,
        roles: &[],
        docs: "",
        deprecated: false,
        effect: None,
    };

    fn builder() -> Builder {
        let mut builder = Builder::new(&offline::client("http://127.0.0.1:1"), &OPERATION);
        builder.set(3, &Some(vec!["p q".to_owned(), "r".to_owned()]));
        builder.set(0, &Some("p/{y}".to_owned()));
        builder.set(1, &Some("first".to_owned()));
        builder.set(1, &Some("second".to_owned()));
        builder.body(&Some(true));
        builder
    }

    #[test]
    fn parameters_are_sent_in_the_order_of_the_operation() {
        let mut builder = builder();
        builder.set(2, &Some(NaiveDate::from_ymd_opt(2026, 1, 2).unwrap()));
        builder.set(4, &Some(true));
        let request = builder.request().unwrap();
        assert_eq!(request.method(), "PUT");
        assert_eq!(
            request.url().as_str(),
            "http://127.0.0.1:1/a/p%2F%7By%7D/b/second:c?since=2026-01-02&tag=p+q&tag=r"
        );
        assert_eq!(request.headers()["x-deep"], "true");
        assert_eq!(request.body().unwrap().as_ref(), b"true");
    }

    #[test]
    fn a_value_is_written_as_in_json() {
        let instant = "2026-01-02T03:04:05Z".parse::<DateTime<Utc>>().unwrap();
        for (value, expected) in [
            (&Some(7_i64) as &dyn Field, vec!["7"]),
            (&Some(1.5), vec!["1.5"]),
            (&Some(false), vec!["false"]),
            (&Some(instant), vec!["2026-01-02T03:04:05Z"]),
            (&Some(String::new()), vec![""]),
            (&Some(Vec::<String>::new()), vec![]),
        ] {
            assert_eq!(texts(value.view().unwrap()).unwrap().as_slice(), expected);
        }
    }

    #[test]
    fn the_first_problem_is_the_error() {
        let error = |change: fn(&mut Builder)| {
            let mut builder = builder();
            change(&mut builder);
            builder.request().unwrap_err().0
        };
        assert_eq!(
            error(|builder| builder.set(1, &Some("..".to_owned()))),
            "parameter `y`: \"..\" cannot be a segment of a path; pass a name or an id"
        );
        assert_eq!(
            error(|builder| builder.set(2, &None::<i64>)),
            "parameter `since`: the value cannot be converted to its type; pass one of its documented type"
        );
        assert_eq!(
            error(|builder| builder.values.retain(|(index, _)| *index != 3)),
            "missing required parameter `tag`; call its setter"
        );
        assert_eq!(error(|builder| builder.body = None), "missing required parameter `body`; call its setter");
    }

    #[test]
    fn debug_shows_parameters_but_no_body() {
        let mut builder = builder();
        builder.body(&Some("hunter22".to_owned()));
        let expected = r#"testThing { x: ["p/{y}"], y: ["second"], tag: ["p q", "r"], .. }"#;
        assert_eq!(format!("{builder:?}"), expected);
    }
}
