//! What is below a folder: a local disk or a network, how much room, and whether a service copies
//! it elsewhere behind our back.

use std::path::{Component, Path};

use super::{Deed, PathError};

/// How far a database can trust the locks and the shared memory of a file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filesystem {
    Local,
    /// Locks fail between machines: a desk here would be damaged sooner or later.
    Network(&'static str),
    /// Perhaps sound: opened by one process at a time.
    Unknown(String),
}

/// File systems of network servers, by the numbers of `linux/magic.h`.
const NETWORK: [(u32, &str); 9] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00C3_6400, "Ceph"),
    (0x564C, "NCP"),
];

const LOCAL: [u32; 22] = [
    0xEF53,      // ext2, ext3, ext4
    0x5846_5342, // XFS
    0x9123_683E, // Btrfs
    0xF2F5_2010, // F2FS
    0x2FC1_2FC1, // ZFS
    0xCA45_1A4E, // bcachefs
    0x0102_1994, // tmpfs
    0x8584_58F6, // ramfs
    0x794C_7630, // overlayfs
    0xF15F,      // eCryptfs
    0x5265_4973, // ReiserFS
    0x3153_464A, // JFS
    0x3434,      // NILFS
    0x4D44,      // FAT
    0x2011_BAB0, // exFAT
    0x7366_746E, // NTFS (ntfs3)
    0x482B,      // HFS+
    0x1501_3346, // UDF
    0x9660,      // ISO 9660
    0x7371_7368, // squashfs
    0xE0F5_E1E2, // EROFS
    0x72B6,      // JFFS2
];

/// Known by name, and still not to be trusted with shared memory.
const DOUBTFUL: [(u32, &str); 5] = [
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9p"),
    (0x7461_636F, "OCFS2"),
    (0x0BD0_0BD0, "Lustre"),
    (0x786F_4256, "vboxsf"),
];

fn by_magic(magic: u32) -> Filesystem {
    let named = |table: &[(u32, &'static str)]| {
        table.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
    };
    if let Some(name) = named(&NETWORK) {
        Filesystem::Network(name)
    } else if LOCAL.contains(&magic) {
        Filesystem::Local
    } else {
        Filesystem::Unknown(named(&DOUBTFUL).map_or_else(|| format!("{magic:#x}"), str::to_owned))
    }
}

/// The kind of file system that holds `path`, which must exist.
#[cfg(target_os = "linux")]
pub fn filesystem_kind(path: &Path) -> Result<Filesystem, PathError> {
    let stat = rustix::fs::statfs(path)
        .map_err(|source| PathError::io(Deed::Measure, path, source.into()))?;
    // The field is signed on some machines: only its 32 bits are the number.
    Ok(by_magic(u32::try_from(stat.f_type & 0xFFFF_FFFF).unwrap_or_default()))
}

/// Elsewhere there is no such number, and the platform's own locks hold.
#[cfg(not(target_os = "linux"))]
pub fn filesystem_kind(_path: &Path) -> Result<Filesystem, PathError> {
    Ok(Filesystem::Local)
}

/// The room on a disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// What this user may still use.
    pub free: u64,
    pub total: u64,
}

pub fn space(path: &Path) -> Result<Space, PathError> {
    let stat = rustix::fs::statvfs(path)
        .map_err(|source| PathError::io(Deed::Measure, path, source.into()))?;
    Ok(Space {
        free: stat.f_bavail.saturating_mul(stat.f_frsize),
        total: stat.f_blocks.saturating_mul(stat.f_frsize),
    })
}

/// Was the whole file system mounted to be read only? Then nobody writes here, not even another.
pub fn is_frozen(path: &Path) -> Result<bool, PathError> {
    let stat = rustix::fs::statvfs(path)
        .map_err(|source| PathError::io(Deed::Measure, path, source.into()))?;
    Ok(stat.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
}

/// The service that copies this folder, judged by the names above it. Such a service copies the
/// parts of a database at different moments, and its copy is of no use.
pub fn cloud_service(path: &Path) -> Option<&'static str> {
    path.components().find_map(|part| match part {
        Component::Normal(name) => by_name(&name.to_string_lossy().to_lowercase()),
        _ => None,
    })
}

fn by_name(name: &str) -> Option<&'static str> {
    // The services add the account's name behind a blank or a hyphen.
    let is = |service: &str| {
        name.strip_prefix(service).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if is("dropbox") {
        Some("Dropbox")
    } else if is("onedrive") {
        Some("OneDrive")
    } else if is("google drive") || is("googledrive") {
        Some("Google Drive")
    } else if is("icloud") || is("iclouddrive") || name == "com~apple~clouddocs" {
        Some("iCloud")
    } else if is("nextcloud") {
        Some("Nextcloud")
    } else if is("owncloud") {
        Some("ownCloud")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_just_made_can_be_written_to() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!is_frozen(dir.path()).unwrap());
    }

    #[test]
    fn network_disks_are_known_by_name() {
        for (magic, want) in [
            (0x6969, Filesystem::Network("NFS")),
            (0xFF53_4D42, Filesystem::Network("CIFS")),
            (0x00C3_6400, Filesystem::Network("Ceph")),
            (0xEF53, Filesystem::Local),
            (0x0102_1994, Filesystem::Local),
            (0x6573_5546, Filesystem::Unknown("FUSE".to_owned())),
            (0x1234, Filesystem::Unknown("0x1234".to_owned())),
        ] {
            assert_eq!(by_magic(magic), want, "{magic:#x}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_machine_is_asked() {
        // Neither of these was ever a disk for a desk.
        assert_eq!(
            filesystem_kind(Path::new("/proc")).unwrap(),
            Filesystem::Unknown("0x9fa0".to_owned())
        );
        assert!(filesystem_kind(Path::new("/tiada/di/sini")).is_err());
    }

    #[test]
    fn room_is_counted_in_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let room = space(dir.path()).unwrap();
        assert!(room.total >= room.free && room.total > 1 << 20, "{room:?}");
    }

    #[test]
    fn copying_services_are_known_by_their_folders() {
        for (path, want) in [
            ("/home/sari/Dropbox/desk", Some("Dropbox")),
            ("/home/sari/Dropbox (Kantor)/desk", Some("Dropbox")),
            ("/home/sari/OneDrive - Dinas/desk", Some("OneDrive")),
            ("/Users/sari/Library/CloudStorage/GoogleDrive-sari@a.id/x", Some("Google Drive")),
            ("/Users/sari/Library/Mobile Documents/iCloud~app/x", Some("iCloud")),
            ("/Users/sari/Library/Mobile Documents/com~apple~CloudDocs/x", Some("iCloud")),
            ("/home/sari/dropboxes/desk", None),
            ("/home/sari/redaksi", None),
        ] {
            assert_eq!(cloud_service(Path::new(path)), want, "{path}");
        }
    }
}
