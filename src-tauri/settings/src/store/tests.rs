use std::fs;

use tempfile::TempDir;

use super::*;

fn store(text: &str) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    fs::write(&file, text).unwrap();
    let store = Store::open(file);
    (folder, store)
}

#[test]
fn a_file_that_is_not_there_is_made_with_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep").join("settings.toml");
    let mut store = Store::open(file.clone());
    assert_eq!((store.settings(), store.trouble()), (&Settings::default(), None));
    store.change(&Change::Port(1)).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{BEGINNING}port = 1\n"));
    assert_eq!(Store::open(file).settings().port, Some(1));
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path().join("settings.toml"));
    store.change(&Change::Strict(false)).unwrap();
    assert!(!store.file().exists());
}

#[test]
fn a_file_that_cannot_be_used_is_left_alone_until_it_is_mended() {
    let bad = "port = 1\nport = \n";
    let (_folder, mut store) = store(bad);
    assert_eq!(store.trouble().unwrap().flaw.line, Some(2));
    assert_eq!(store.change(&Change::Port(2)).unwrap_err().flaw.line, Some(2));
    assert!(matches!(store.import("port = 3"), Err(Import::File(_))));
    assert!(store.export().is_err());
    assert_eq!(fs::read_to_string(store.file()).unwrap(), bad);
    fs::write(store.file(), "port = 4\n").unwrap();
    assert!(store.refresh());
    assert_eq!((store.settings().port, store.trouble()), (Some(4), None));
    store.change(&Change::Port(5)).unwrap();
    assert_eq!(fs::read_to_string(store.file()).unwrap(), "port = 5\n");
}

#[test]
fn what_was_good_stays_in_force_while_the_file_is_not() {
    let (_folder, mut store) = store("port = 1\n");
    fs::write(store.file(), "port = 'many'\n").unwrap();
    assert!(store.refresh());
    assert_eq!(store.settings().port, Some(1));
    assert!(store.trouble().is_some());
    assert!(!store.refresh(), "told once");
}

#[test]
fn what_an_editor_wrote_is_not_lost_by_a_change() {
    let (_folder, mut store) = store("port = 1\n");
    fs::write(store.file(), "# mine\nport = 1\nregion = 'eu-west-1'\n").unwrap();
    store.change(&Change::Strict(true)).unwrap();
    assert_eq!(
        fs::read_to_string(store.file()).unwrap(),
        "# mine\nport = 1\nregion = 'eu-west-1'\n\n[behaviour]\nstrict = true\n"
    );
    assert_eq!(store.settings().region.as_deref(), Some("eu-west-1"));
}

#[test]
fn a_value_that_does_not_fit_changes_nothing() {
    let (_folder, mut store) = store("port = 1\n");
    let error = store.change(&Change::Origins(vec!["*".into()])).unwrap_err();
    assert!(error.flaw.what.to_string().contains("origins"), "{error}");
    assert_eq!(fs::read_to_string(store.file()).unwrap(), "port = 1\n");
    assert_eq!((store.settings().origins.len(), store.trouble()), (0, None));
}

#[test]
fn importing_is_all_or_nothing() {
    let (_folder, mut store) = store("[window]\nwelcomed = true\n");
    let Err(Import::Text(flaw)) = store.import("port = 2\nregion = 3\n") else { panic!("a number is no region") };
    assert_eq!(flaw.line, Some(2));
    assert_eq!(store.settings().port, None);
    store.import("# theirs\nport = 2\nfuture = 1\n").unwrap();
    assert_eq!(store.export().unwrap(), "# theirs\nport = 2\nfuture = 1\n\n[window]\nwelcomed = true\n");
    assert_eq!((store.settings().port, store.unknown()), (Some(2), &["future".to_owned()][..]));
}

#[test]
fn an_import_with_a_secret_is_refused_and_does_not_quote_it() {
    let (_folder, mut store) = store("");
    let error = store.import("port = 2\napi_key = 'hush'\n").unwrap_err();
    assert!(error.to_string().starts_with("line 2") && !error.to_string().contains("hush"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let (folder, mut store) = store("port = 1\n");
    let mode = |file: &Path| fs::metadata(file).unwrap().mode() & 0o777;
    fs::set_permissions(store.file(), PermissionsExt::from_mode(0o640)).unwrap();
    store.change(&Change::Port(2)).unwrap();
    assert_eq!(mode(store.file()), 0o640);
    let link = folder.path().join("link.toml");
    symlink(store.file(), &link).unwrap();
    Store::open(link.clone()).change(&Change::Port(3)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(store.refresh());
    assert_eq!(store.settings().port, Some(3));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
