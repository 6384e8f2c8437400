//! Who we are at the site, and what we may do there.

use serde_json::Value;
use ureq::http::Method;

use super::{Check, Ended};
use crate::push::Verdict;
use crate::push::classify::Bad;
use crate::push::http::{Ask, cut};

/// What the older way in says about a name and a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Yes,
    No,
    /// It is closed, or something else answered.
    Unsaid,
}

impl Check<'_> {
    /// Only this question tells: a wrong password on a public page is answered like none.
    pub(super) fn account(&mut self) -> Result<Value, Ended> {
        let query = "context=edit&_fields=id,name,slug,roles,capabilities";
        match self.wp.call(&Method::GET, "wp/v2/users/me", query, None) {
            Ok((_, me)) => {
                let name = me.get("name").and_then(Value::as_str).unwrap_or_default();
                let (name, account) = (cut(name), self.wp.account.clone());
                self.good("account", &[("name", name), ("account", account)]);
                Ok(me)
            }
            Err(bad) if bad.status == Some(401) && bad.code.is_some() => Err(self.not_known(bad)),
            Err(bad) => Err(self.bad("account", &bad)),
        }
    }

    /// The site answers alike to a wrong password and to a header that its web server dropped.
    /// The older interface takes both in the body, which no server drops.
    fn not_known(&mut self, mut bad: Box<Bad>) -> Ended {
        bad.key = String::from(match self.older() {
            Known::Yes => "header-dropped",
            Known::No => "wrong-password",
            Known::Unsaid => "not-known",
        });
        self.bad("account", &bad)
    }

    fn older(&mut self) -> Known {
        let (account, secret) = (self.wp.account.clone(), self.wp.secret.clone());
        let mut body = String::from(
            "<?xml version=\"1.0\"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>",
        );
        for value in [account.as_str(), secret.expose()] {
            body.push_str("<param><value><string>");
            crate::text::markdown::escape(value, &mut body);
            body.push_str("</string></value></param>");
        }
        body.push_str("</params></methodCall>");
        let site = self.wp.destination.url.trim_end_matches('/').to_owned();
        let ask = Ask {
            method: Method::POST,
            url: format!("{site}/xmlrpc.php"),
            path: "/xmlrpc.php",
            authorization: None,
            headers: Vec::new(),
            body: Some(("text/xml", body.into_bytes())),
            accept: "text/xml",
        };
        match self.wp.send(&ask) {
            Ok(reply) if reply.status == 200 => read(&String::from_utf8_lossy(&reply.body)),
            _ => Known::Unsaid,
        }
    }

    pub(super) fn role(&mut self, me: &Value) -> Result<(), Ended> {
        let roles = me.get("roles").and_then(Value::as_array).map(Vec::as_slice);
        let names = roles.unwrap_or_default().iter().filter_map(Value::as_str);
        let role = cut(&names.collect::<Vec<_>>().join(", "));
        let may = |what: &str| {
            let may = me.get("capabilities").and_then(|all| all.get(what)?.as_bool());
            may.unwrap_or_default()
        };
        self.makes_sections = may("manage_categories");
        let values = [("role", role.clone())];
        let needs = ["publish_posts", "edit_published_posts", "delete_published_posts"];
        if !may("edit_posts") {
            let trouble = self.trouble("role-too-low", &values);
            self.step("role", Verdict::Bad, &values, Some(trouble));
            return Err(Ended);
        }
        if needs.iter().all(|what| may(what)) {
            self.good("role", &values);
            return Ok(());
        }
        if !may("publish_posts") {
            self.destination.settings.insert("mode".into(), "pending".into());
            self.wp.live = "pending";
        }
        let trouble = self.trouble("only-pending", &values);
        self.step("role", Verdict::Doubtful, &values, Some(trouble));
        Ok(())
    }
}

fn read(body: &str) -> Known {
    let answered = body.contains("<methodResponse>");
    match (answered, body.contains("<fault>")) {
        (true, false) => Known::Yes,
        // 403 is what WordPress calls a wrong pair; other faults are of the interface itself.
        (true, true) if body.contains("<int>403</int>") => Known::No,
        _ => Known::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_way_in_knows_or_does_not() {
        let fault = |code| {
            format!(
                "<methodResponse><fault><value><struct><member><name>faultCode</name>\
                 <value><int>{code}</int></value></member></struct></value></fault></methodResponse>"
            )
        };
        assert_eq!(read("<methodResponse><params><param></params></methodResponse>"), Known::Yes);
        assert_eq!(read(&fault(403)), Known::No);
        assert_eq!(read(&fault(405)), Known::Unsaid);
        assert_eq!(read("XML-RPC server accepts POST requests only."), Known::Unsaid);
    }
}
