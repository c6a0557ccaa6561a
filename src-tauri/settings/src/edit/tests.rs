use super::*;

/// What becomes of a text by an edit.
fn check(text: &str, edit: &Edit, wanted: &str) {
    assert_eq!(edit.apply(text).unwrap(), wanted, "{edit:?} in {text:?}");
}

fn list(path: &[&str], values: &[&str]) -> Edit {
    Edit::list(path, &values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>())
}

#[test]
fn a_value_is_put_in_the_place_of_the_old() {
    let port = Edit::set(&["port"], 2);
    check("port=1#one\n", &port, "port=2#one\n");
    check("a.b = { 'c d' = 1 } # x", &Edit::set(&["a", "b", "c d"], "y"), "a.b = { 'c d' = \"y\" } # x");
    check("\u{feff}port = 1\n", &port, "\u{feff}port = 2\n");
}

#[test]
fn a_new_key_stands_with_its_kin() {
    let key = Edit::set(&["models", "chat"], "c");
    for (text, wanted) in [
        ("", "[models]\nchat = \"c\"\n"),
        ("port = 1", "port = 1\n\n[models]\nchat = \"c\"\n"),
        ("[models]\n\n[log]\n", "[models]\nchat = \"c\"\n\n[log]\n"),
        ("[models]\n  a = 1 # a\n# of log\n[log]\n", "[models]\n  a = 1 # a\n  chat = \"c\"\n# of log\n[log]\n"),
        ("models.a = 1\nport = 2\n", "models.a = 1\nmodels.chat = \"c\"\nport = 2\n"),
        ("models = {}\n", "models = { chat = \"c\" }\n"),
        ("models = { a = 1 }\n", "models = { a = 1, chat = \"c\" }\n"),
        ("models = { a = 1, }\n", "models = { a = 1, chat = \"c\", }\n"),
        ("[models.a]\nb = 1\n", "[models.a]\nb = 1\n\n[models]\nchat = \"c\"\n"),
    ] {
        check(text, &key, wanted);
    }
}

#[test]
fn a_new_key_of_the_document_stands_before_the_first_header() {
    let key = Edit::set(&["port"], 1);
    for (text, wanted) in [
        ("", "port = 1\n"),
        ("# all\n", "# all\nport = 1\n"),
        ("# all\n\n# of log\n[log]\n", "# all\n\nport = 1\n\n# of log\n[log]\n"),
        ("host = 2 # here\n\n[log]\n", "host = 2 # here\nport = 1\n\n[log]\n"),
        ("[[list]]\na = 1\n", "port = 1\n\n[[list]]\na = 1\n"),
    ] {
        check(text, &key, wanted);
    }
}

#[test]
fn what_goes_leaves_its_comments() {
    let key = Edit::remove(&["a", "b"]);
    for (text, wanted) in [
        ("[a]\nb = 1\nc = 2\n", "[a]\nc = 2\n"),
        ("[a]\n# above\n  b = 1 # beside\nc = 2\n", "[a]\n# above\n  # beside\nc = 2\n"),
        ("a.b = 1\nc = 2", "c = 2"),
        ("a = { b = 1, c = 2 }", "a = { c = 2 }"),
        ("a = { c = 2, b = 1 }", "a = { c = 2 }"),
        ("a = { b.x = 1, c = 2, b.y = 3 }", "a = { c = 2 }"),
        ("a = { b = 1 }", "a = { }"),
        ("a = {\n  c = 2, # two\n  b = 1, # one\n}", "a = {\n  c = 2, # two\n  # one\n}"),
        ("[a.b]\nx = 1 # one\n[a.b.c]\n# two\n[d]\n", "# one\n# two\n[d]\n"),
        ("c = 2", "c = 2"),
    ] {
        check(text, &key, wanted);
    }
}

#[test]
fn lists_keep_what_stays() {
    for (text, values, wanted) in [
        ("l = []", &["a"][..], "l = [\"a\"]"),
        ("l = ['a'] # it", &["a", "b"], "l = ['a', \"b\"] # it"),
        ("l = ['a', 'b', 'c']", &["a", "c"], "l = ['a', 'c']"),
        ("l = ['a', 'b']", &["a"], "l = ['a']"),
        ("l = ['a', 'b']", &["b", "a"], "l = ['b', \"a\"]"),
        ("l = ['a', 'b']", &[], "l = []"),
        ("l = [\n  'a', # one\n  'b' # two\n]", &["a", "b", "c"], "l = [\n  'a', # one\n  'b', # two\n  \"c\"\n]"),
        ("l = [\n  'a', # one\n  'b', # two\n]", &["b", "c"], "l = [\n  # one\n  'b', # two\n  \"c\",\n]"),
        ("", &["a"], "l = [\"a\"]\n"),
        ("", &[], ""),
        ("l = 1", &["a"], "l = [\"a\"]"),
    ] {
        check(text, &list(&["l"], values), wanted);
    }
}

#[test]
fn a_table_makes_way_for_a_value() {
    check("[a.b]\nc = 1\n", &Edit::set(&["a", "b"], 2), "[a]\nb = 2\n");
}
