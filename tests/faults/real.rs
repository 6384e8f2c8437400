//! The whole program, a bad network and a real `WordPress`: two programs at one outbox, each killed
//! at any moment, until nothing is left to do. Then somebody else looks at what is there.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::chance::Chance;
use crate::net::judge::{Found, Wanted, judge, posts};
use crate::net::proxy::{Faults, Proxy};
use crate::net::site::{Site, VARIABLE};
use crate::office::Office;
use crate::{Outcome, long, several};

/// Requests that give up early, and waits in milliseconds: a request that runs late does so within
/// `late`.
const WAITS: &str = r#"{"connect":3000,"send":3000,"receive":6000,"retries":[30,60,120],"late":700,
    "sweep":400,"lease":2500}"#;
/// How long the proxy lets a request run late.
const LATE: Duration = Duration::from_millis(60);
/// Until here everything has arrived.
const PATIENCE: Duration = Duration::from_secs(900);
/// A program is killed before this.
const LONGEST: usize = 3_000;
/// What is not done: the rest goes on by itself or waits for a person.
const OPEN: [&str; 5] = ["queued", "looking", "sending", "unknown", "waiting"];

pub(crate) fn site() -> Outcome {
    let sites = Site::real();
    if sites.is_empty() {
        return Outcome::passed_over(format!("{VARIABLE} names no WordPress"));
    }
    let mut failures = Vec::new();
    let mut figures = Vec::new();
    let probabilities: &[f64] = if long() { &[0.30, 0.45] } else { &[0.45] };
    for (number, site) in sites.iter().enumerate() {
        for probability in probabilities {
            let seed = 1_000 + number as u64 * 10;
            let mut run = Run::new(site, *probability, seed);
            figures.push(run.all());
            let named = |why| format!("{} at {probability}: {why}", site.version);
            failures.extend(run.failures.into_iter().map(named));
        }
    }
    Outcome::of(figures.join("; "), &failures)
}

/// One office, one site, and what lies between them.
struct Run<'a> {
    site: &'a Site,
    proxy: Proxy,
    office: Office,
    chance: Chance,
    probability: f64,
    kills: usize,
    failures: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(site: &'a Site, probability: f64, seed: u64) -> Self {
        let faults = Faults {
            seed,
            probability,
            late: LATE,
            slow: LATE,
            retry_after: "0".to_owned(),
            ..Faults::default()
        };
        let proxy = Proxy::new(&site.url, faults);
        let office = Office::new();
        let settings = office.desk().join("redaksi.toml");
        std::fs::write(&settings, "[destination.situs]\nallow_insecure_loopback = true\n").unwrap();
        let secret = office.desk().join("secret-of-the-test");
        let mut private = std::fs::OpenOptions::new();
        let mut file = private.create_new(true).write(true).mode(0o600).open(&secret).unwrap();
        file.write_all(site.author.password.as_bytes()).unwrap();
        let account = format!("account={}", site.author.name);
        // An author cannot make sections: that of the desk is the one that every site has.
        let add = ["destination", "add", "situs", "--kind", "wordpress", "--url", &proxy.url()];
        let set = ["--set", &account, "--set", "section-berita=1", "--secret-file"];
        let words = [add.as_slice(), &set, &[secret.to_str().unwrap()]].concat();
        office.run("sari", &["office", "set", "sections=Berita"]).done();
        office.run("sari", &words).done();
        std::fs::remove_file(secret).unwrap();
        let (chance, failures) = (Chance::new(seed), Vec::new());
        Self { site, proxy, office, chance, probability, kills: 0, failures }
    }

    /// Publishes, corrects and withdraws.
    fn all(&mut self) -> String {
        let articles = several(20, 100);
        let ids: Vec<String> = (0..articles).map(|number| self.office.approved(number)).collect();
        self.arrive("publish");
        self.judged(&ids, "mencatat");
        for (number, id) in ids.iter().enumerate() {
            self.correct(id, number);
        }
        self.arrive("correct");
        self.judged(&ids, "meralat");
        for id in &ids {
            self.office.run("budi", &["withdraw", id, "--reason", "Salah tanggal."]).done();
        }
        self.arrive("withdraw");
        self.gone(&ids);
        if let Err(why) = self.office.audit() {
            self.failures.push(why);
        }
        self.canary();
        format!(
            "WordPress {}, {:.2}: {articles} articles, {} requests, {} kills",
            self.site.version,
            self.probability,
            self.proxy.log().len(),
            self.kills
        )
    }

    fn correct(&self, id: &str, number: usize) {
        self.office.run("budi", &["correct", id, "--reason", "Angkanya keliru."]).done();
        let file = self.office.text(number, 4);
        let text = std::fs::read_to_string(&file).unwrap().replace("mencatat", "meralat");
        let (_headline, body) = text.split_once("\n\n").unwrap();
        std::fs::write(&file, body).unwrap();
        self.office.run("sari", &["edit", id, "--body-file", &file]).done();
        let submitted = self.office.run("sari", &["submit", id]).done();
        let revision = submitted.document["revision"].to_string();
        self.office.run("rina", &["approve", id, "--revision", &revision]).done();
    }

    fn push(&self) -> Child {
        let words = ["push", "--wait", "20"];
        let mut command = self.office.command("budi", &words);
        command.env("REDAKSI_TEST_WAITS", WAITS);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Two programs send, and are killed, until nothing is left; then once more over a good line,
    /// when no request can be under way any more.
    fn arrive(&mut self, deed: &str) {
        let end = Instant::now() + PATIENCE;
        self.proxy.set_active(true);
        while !self.open().is_empty() {
            if Instant::now() > end {
                self.failures.push(format!("{deed}: never done: {:?}", self.open()));
                return;
            }
            let mut both = [self.push(), self.push()];
            for child in &mut both {
                let life = Duration::from_millis(200 + self.chance.below(LONGEST) as u64);
                let over = Instant::now() + life;
                while child.try_wait().unwrap().is_none() {
                    if Instant::now() > over {
                        child.kill().unwrap();
                        self.kills += 1;
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
                child.wait().unwrap();
            }
        }
        self.proxy.settle();
        self.proxy.set_active(false);
        // The later look finds what a late request left.
        std::thread::sleep(Duration::from_millis(1_200));
        self.push().wait().unwrap();
        let stuck = self.rows(&["conflict", "refused", "differs"]);
        if !stuck.is_empty() {
            self.failures.push(format!("{deed}: {} wait for a person: {}", stuck.len(), stuck[0]));
        }
    }

    fn rows(&self, standings: &[&str]) -> Vec<serde_json::Value> {
        let rows = self.office.run("budi", &["outbox", "list"]).done().document;
        let rows = rows.as_array().cloned().unwrap_or_default();
        let has =
            |row: &serde_json::Value| standings.contains(&row["state"].as_str().unwrap_or("?"));
        rows.into_iter().filter(has).collect()
    }

    fn open(&self) -> Vec<serde_json::Value> {
        self.rows(&OPEN)
    }

    /// Each article is public once, in these words, and nothing lies about.
    fn judged(&mut self, ids: &[String], word: &str) {
        let one = |(number, id): (usize, &String)| Wanted {
            uuid: id.clone(),
            texts: vec![format!("Panitia {number} {word} ")],
        };
        let wanted: Vec<Wanted> = ids.iter().enumerate().map(one).collect();
        let verdict = judge(self.site, &wanted);
        if !verdict.is_clean() {
            self.failures.push(format!("{word}: {verdict}"));
        }
    }

    fn gone(&mut self, ids: &[String]) {
        let out = |post: &Found| ids.contains(&post.uuid) && post.status != "trash";
        let left: Vec<Found> = posts(self.site).into_iter().filter(out).collect();
        if let Some(first) = left.first() {
            self.failures.push(format!("{} are still there: {first:?}", left.len()));
        }
    }

    /// The password is where it belongs and nowhere else.
    fn canary(&mut self) {
        let bare = self.site.author.password.replace(' ', "");
        for folder in ["desk", "state", "home"] {
            let mut rooms = vec![self.office.desk().with_file_name(folder)];
            while let Some(room) = rooms.pop() {
                for entry in std::fs::read_dir(room).unwrap().map(Result::unwrap) {
                    let path = entry.path();
                    if entry.file_type().unwrap().is_dir() {
                        if !path.ends_with("desk/secrets") {
                            rooms.push(path);
                        }
                        continue;
                    }
                    let bytes = std::fs::read(&path).unwrap();
                    let text = String::from_utf8_lossy(&bytes);
                    if text.contains(&self.site.author.password) || text.contains(&bare) {
                        self.failures.push(format!("the password is in {}", path.display()));
                    }
                }
            }
        }
    }
}
