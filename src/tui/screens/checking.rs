//! The screens of the desk check.

use super::scenes::{At, Scene, then};
use crate::domain::finding::Level;
use crate::domain::manuscript::Manuscript;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::rules::{self, House};
use crate::tui::app::App;
use crate::tui::msg::checks::{Answer, Stood};
use crate::tui::msg::{Aim, Opened, Reply};
use crate::tui::testing::{self, ALI, NUR, article, press, reply, type_in};

pub(super) const CHECKING: &[(&str, Scene)] = &[
    ("check", |at| then(text(at, ALI), "alt-c")),
    ("check-suggestions", |at| then(text(at, ALI), "alt-c s end")),
    ("check-let-stand", let_stand),
    ("check-stood", stood),
    ("check-clean", clean),
    ("check-own-error", |at| then(text(at, ALI), "alt-c d")),
];

/// A wrong weekday, many double blanks, a word twice, a lead without a date.
fn text(at: At, me: i64) -> App {
    let manuscript = Manuscript {
        headline: "Kantor Contoh Buka Layanan Pindah Memilih".into(),
        summary: "Layanan  dibuka pada hari kerja.".into(),
        body: "Kantor Contoh membuka layanan  pindah memilih pada Senin, 6 Oktober 2026.\n\n\
               Warga  cukup membawa  kartu identitas ke  aula kantor itu itu pada 07 Oktober \
               2026.\n\n\
               Layanan dibuka  sampai pukul empat sore."
            .into(),
        ..testing::manuscript(1)
    };
    let today = testing::office(me).today;
    let mut findings = rules::check(&manuscript, &House::plain(today, "id"));
    // What another rule comes to say some day is no change of the screen.
    findings.retain(|finding| ["T01", "T10", "S01", "S08"].contains(&finding.rule.as_ref()));
    let mut app = at.app(me);
    let opened = testing::opened_as(testing::row(1, StageName::Draft), manuscript, 2);
    testing::open(&mut app, Opened { findings, ..opened }, Aim::Edit);
    app
}

fn let_stand(at: At) -> App {
    let mut app = text(at, NUR);
    press(&mut app, "alt-c d");
    type_in(&mut app, "Tertulis begitu dalam surat undangan");
    app
}

fn stood(at: At) -> App {
    let mut app = text(at, NUR);
    press(&mut app, "alt-c r");
    let row = |words: &str, reason: &str| Stood {
        rule: "T01".into(),
        level: Level::Error,
        words: words.into(),
        by: "ratna".into(),
        at: Timestamp::from_ms(testing::MOMENT - 7_200_000),
        reason: reason.into(),
    };
    let rows = vec![row("rabu, 7 oktober 2026", "Tertulis begitu dalam surat undangan.")];
    reply(&mut app, Reply::Checks(Answer::Stood { article: article(1), rows }));
    then(app, "end")
}

fn clean(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    press(&mut app, "alt-c");
    app
}
