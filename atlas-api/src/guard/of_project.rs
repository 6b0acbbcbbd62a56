//! Destructive requests whose effect is on the project as a whole.

use super::{Impact, Unconfirmed};
use crate::{Atlas, Request};

impl Atlas {
    /// Guards a request with an effect on the client's project, which a person confirms by its name.
    pub(crate) fn guard_project<T>(&self, request: Request<T>, effect: &'static str) -> Unconfirmed<T> {
        let project = self.project_id().map(String::from).unwrap_or_default();
        let name = self.projects().get(&*project).into_json();
        Unconfirmed::new(request, Impact::on_id("project", project, effect)).named_by(name, "name")
    }
}
