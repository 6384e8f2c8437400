//! What goes out: JSON, or an error in Ghost's form.

use serde_json::{Value, json};

use crate::net::http::Reply;

pub(crate) type Answer = Result<(u16, Value), Refusal>;

/// An error as Ghost tells it.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    status: u16,
    kind: &'static str,
    message: String,
    code: Option<&'static str>,
    property: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn new(status: u16, kind: &'static str, message: &str) -> Self {
        Self { status, kind, message: message.to_owned(), code: None, property: None }
    }

    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    pub(crate) fn of(mut self, property: &'static str) -> Self {
        self.property = Some(property);
        self
    }
}

pub(super) fn reply(answer: Answer) -> Reply {
    let (status, body) = answer.unwrap_or_else(|refusal| {
        let error = json!({
            "message": refusal.message, "context": null, "type": refusal.kind, "details": null,
            "property": refusal.property, "help": null, "code": refusal.code,
            "id": "00000000-0000-0000-0000-000000000000", "ghostErrorCode": null,
        });
        (refusal.status, json!({ "errors": [error] }))
    });
    if status == 204 {
        return Reply { status, ..Reply::default() }.with("Content-Version", "v6.65");
    }
    Reply::new(status, "application/json; charset=utf-8", body.to_string())
        .with("Content-Version", "v6.65")
}
