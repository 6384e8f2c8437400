//! Full disks, disks that cannot be written, and a stingy machine: clean errors, and nothing lost.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use redaksi::domain::ids::Digest;

use crate::office::{Answer, Office, PROGRAM};
use crate::{Outcome, scratch};

/// A disk of its own, for as long as this lives.
pub(crate) struct Disk {
    pub(crate) at: PathBuf,
    _folder: tempfile::TempDir,
}

pub(crate) fn run(program: &str, words: &[&str]) -> Result<(), String> {
    let output = Command::new(program)
        .args(words)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

impl Disk {
    /// In memory, with so many megabytes. Not every machine lets us.
    pub(crate) fn small(megabytes: usize) -> Result<Self, String> {
        let folder = scratch("disk");
        let at = folder.path().join("disk");
        std::fs::create_dir(&at).unwrap();
        let size = format!("size={megabytes}m,mode=700");
        run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", at.to_str().unwrap()])?;
        Ok(Self { at, _folder: folder })
    }

    /// A file with an ext4 of small blocks in it: where a full disk is at its worst.
    pub(crate) fn ext4(megabytes: usize) -> Result<Self, String> {
        let folder = scratch("disk");
        let (at, image) = (folder.path().join("disk"), folder.path().join("image"));
        std::fs::create_dir(&at).unwrap();
        let file = std::fs::File::create(&image).unwrap();
        file.set_len(megabytes as u64 * (1 << 20)).unwrap();
        let (at_name, image) = (at.to_str().unwrap(), image.to_str().unwrap());
        run("mkfs.ext4", &["-q", "-F", "-b", "1024", "-m", "0", image])?;
        run("mount", &["-o", "loop", image, at_name])?;
        std::fs::set_permissions(&at, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        Ok(Self { at, _folder: folder })
    }

    /// As after an error of the disk: from here on nothing is written to it.
    pub(crate) fn give_out(&self) -> Result<(), String> {
        self.remount("abort")
    }

    /// Taken out and put in again.
    pub(crate) fn again(&self) -> Result<(), String> {
        let at = self.at.to_str().unwrap();
        let image = self.at.with_file_name("image");
        run("umount", &[at])?;
        run("mount", &["-o", "loop", image.to_str().unwrap(), at])
    }

    fn remount(&self, how: &str) -> Result<(), String> {
        run("mount", &["-o", &format!("remount,{how}"), self.at.to_str().unwrap()])
    }

    fn ballast(&self) -> PathBuf {
        self.at.join("ballast")
    }

    /// Fills the disk to the last byte, then gives some back.
    pub(crate) fn fill(&self, left: u64) {
        let mut file = std::fs::File::create(self.ballast()).unwrap();
        let block = vec![0x2A_u8; 1 << 16];
        let mut length = 0;
        for size in [block.len(), 1024, 1] {
            while let Ok(written) = file.write(&block[..size]) {
                length += written as u64;
                if written < size {
                    break;
                }
            }
        }
        file.set_len(length.saturating_sub(left)).unwrap();
    }

    pub(crate) fn free(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _best_effort = run("umount", &[self.at.to_str().unwrap()]);
    }
}

type Pages = BTreeMap<PathBuf, Option<Digest>>;

/// The pages of articles that are out, by the digest of their bytes.
fn pages(office: &Office, ids: &[String]) -> Pages {
    ids.iter()
        .map(|id| {
            let page = office.page(id);
            let bytes = std::fs::read(&page).ok();
            (page, bytes.map(|bytes| Digest::of(&bytes)))
        })
        .collect()
}

/// What was out is there as it was, and no half-written file lies beside it.
fn untouched(office: &Office, before: &Pages, ids: &[String]) -> Result<(), String> {
    if before.values().any(Option::is_none) {
        return Err("a page was never there".to_owned());
    }
    if pages(office, ids) != *before {
        return Err("a page that was out is not as it was".to_owned());
    }
    Ok(())
}

/// An empty file of the site: one that was begun and not filled.
fn hollow(folder: &Path) -> Option<PathBuf> {
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if std::fs::metadata(&path).unwrap().len() == 0 {
                return Some(path);
            }
        }
    }
    None
}

/// An office with a site, on a disk that then gets full; and free again.
fn fill_up(disk: &Disk) -> (String, Vec<String>) {
    let office = Office::on(&disk.at);
    office.found();
    let ids: Vec<String> = (0..3).map(|number| office.approved(number)).collect();
    office.run("budi", &["export", "--publish"]).done();
    let draft = office.draft(9);
    office.approved(10);
    // Made before the disk is full, on another one.
    let elsewhere = Office::empty();
    let large: Vec<String> = (0..40).map(|number| elsewhere.text(number, 200)).collect();
    let site = office.desk().join("site");
    let (before, old) = (office.digests(), pages(&office, &ids));
    let mut failures = Vec::new();
    let mut told = BTreeMap::new();
    for left in [0, 4 << 10, 40 << 10, 200 << 10, 600 << 10] {
        disk.fill(left);
        let mut words = vec!["import", "--again"];
        words.extend(large.iter().map(String::as_str));
        let headline = format!("Disk dengan {left} bita");
        let deeds: [(&str, &[&str]); 4] = [
            ("sari", &words),
            ("budi", &["export", "--publish"]),
            ("sari", &["edit", &draft, "--headline", &headline]),
            ("sari", &["list"]),
        ];
        for (who, words) in deeds {
            let answer = office.run(who, words);
            let end = if answer.is_done() { "done".to_owned() } else { answer.kind() };
            if end != "done" && end != "disk_full" {
                failures.push(format!("{left} bytes left, {}: {answer:?}", words[0]));
            }
            *told.entry(end).or_insert(0) += 1;
        }
        failures.extend(untouched(&office, &old, &ids).err());
        failures.extend(hollow(&site).map(|path| format!("{} is empty", path.display())));
        disk.free();
        if let Err(why) = office.still_has(&before, 0) {
            failures.push(format!("after {left} bytes were left: {why}"));
        }
    }
    if !told.contains_key("disk_full") {
        failures.push("the disk was never full".to_owned());
    }
    let after = office.run("sari", &["edit", &draft, "--headline", "Ada tempat lagi"]);
    let published = office.run("budi", &["export", "--publish"]);
    for answer in [&after, &published] {
        if !answer.is_done() {
            failures.push(format!("with space again: {answer:?}"));
        }
    }
    if !office.desk().join("reserve").exists() {
        failures.push("the reserve was not put back".to_owned());
    }
    failures.extend(office.audit().err());
    let told: Vec<String> = told.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    (told.join(", "), failures)
}

pub(crate) fn disks() -> Outcome {
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for (name, disk) in [("tmpfs", Disk::small(24)), ("ext4 with 1 KiB blocks", Disk::ext4(32))] {
        match disk {
            Err(why) => figures.push(format!("{name} skipped: {why}")),
            Ok(disk) => {
                let (told, wrong) = fill_up(&disk);
                figures.push(format!("{name}: {told}"));
                failures.extend(wrong.into_iter().map(|why| format!("{name}: {why}")));
            }
        }
    }
    Outcome::of(figures.join("; "), &failures)
}

pub(crate) fn read_only() -> Outcome {
    let disk = match Disk::small(24) {
        Ok(disk) => disk,
        Err(why) => return Outcome::of(format!("skipped: {why}"), &[]),
    };
    let office = Office::on(&disk.at);
    office.found();
    let id = office.draft(0);
    let before = office.digests();
    if let Err(why) = disk.remount("ro") {
        return Outcome::of(format!("skipped: {why}"), &[]);
    }
    let mut failures = Vec::new();
    for words in [&["list"][..], &["show", &id], &["audit", "verify"]] {
        let answer = office.run("sari", words);
        if !answer.is_done() {
            failures.push(format!("reading: {answer:?}"));
        }
    }
    let writes: [(&str, &[&str]); 3] = [
        ("sari", &["edit", &id, "--headline", "Tidak bisa"]),
        ("sari", &["new", "--headline", "Tidak bisa"]),
        ("budi", &["export", "--publish"]),
    ];
    for (who, words) in writes {
        let answer = office.run(who, words);
        // An export may also name the folder that it could not make.
        let kind = answer.kind();
        let told = kind == "read_only" || words[0] == "export" && kind == "io";
        if answer.code != Some(1) || !told {
            failures.push(format!("writing: {answer:?}"));
        }
    }
    disk.remount("rw").unwrap();
    failures.extend(office.still_has(&before, 0).err());
    let after = office.run("sari", &["new", "--headline", "Bisa lagi"]);
    if !after.is_done() {
        failures.push(format!("writable again: {after:?}"));
    }
    Outcome::of("a disk remounted read-only: 3 reads done, 3 writes refused", &failures)
}

/// Runs a command under limits of the shell.
fn limited(office: &Office, limit: &str, words: &[&str]) -> Answer {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{limit}; exec \"$0\" \"$@\""), PROGRAM]).args(words).arg("--json");
    Answer::of(&office.furnished(shell, "budi").output().unwrap())
}

/// Limits, from none to absurd: done, or an error with a kind, or ended from outside; and in any
/// case nothing lost.
pub(crate) fn limits() -> Outcome {
    let office = Office::new();
    let ids = [office.approved(0)];
    office.run("budi", &["export", "--publish"]).done();
    office.approved(1);
    let id = office.draft(2);
    let file = office.text(50, 400);
    let mut failures = Vec::new();
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let sizes =
        [1, 8, 64, 200, 400, 1_000].map(|blocks| format!("trap '' XFSZ; ulimit -f {blocks}"));
    let deadly = [64, 400].map(|blocks| format!("ulimit -f {blocks}"));
    let handles = [3, 4, 6, 8, 10, 12, 16].map(|count| format!("ulimit -n {count}"));
    let memory = [8_000, 20_000, 30_000, 60_000, 200_000].map(|size| format!("ulimit -v {size}"));
    for limit in sizes.iter().chain(&deadly).chain(&handles).chain(&memory) {
        let (before, old) = (office.digests(), pages(&office, &ids));
        let headline = format!("Dengan {limit}");
        let deeds: [&[&str]; 4] = [
            &["import", "--again", &file],
            &["edit", &id, "--headline", &headline],
            &["export", "--publish"],
            &["list"],
        ];
        for words in deeds {
            let answer = limited(&office, limit, words);
            let end = match answer.code {
                Some(0) => "done".to_owned(),
                // The shell or the loader gave up before the program began.
                Some(126 | 127) => "not begun".to_owned(),
                None => "ended from outside".to_owned(),
                Some(_) => answer.kind(),
            };
            let mortal = !limit.starts_with("trap") && !limit.starts_with("ulimit -n");
            let known = match end.as_str() {
                "done" | "not begun" | "disk_full" | "io" | "read_only" => true,
                // A process can be ended by its file or memory limit before it can say a word.
                "ended from outside" => mortal,
                _ => false,
            };
            if !known {
                failures.push(format!("{limit}, {}: {answer:?}", words[0]));
            }
            *told.entry(end).or_default() += 1;
        }
        let whole = untouched(&office, &old, &ids).and_then(|()| office.still_has(&before, 0));
        failures.extend(whole.err().map(|why| format!("{limit}: {why}")));
    }
    let after = office.run("budi", &["export", "--publish"]);
    if !after.is_done() {
        failures.push(format!("without limits: {after:?}"));
    }
    let told: Vec<String> = told.iter().map(|(end, count)| format!("{end} {count}")).collect();
    Outcome::of(told.join(", "), &failures)
}
