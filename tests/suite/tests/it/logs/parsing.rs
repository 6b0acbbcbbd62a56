//! Parsing of lines, in JSON and in the older text format.

use atlas_api::logs::LogLine;

#[test]
fn a_line_of_json_is_parsed() {
    let line = LogLine::from(
        r#"{"t":{"$date":"2025-06-01T14:00:00.250+02:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"192.0.2.1:50000"}}"#,
    );
    assert_eq!(line.date().unwrap().to_rfc3339(), "2025-06-01T12:00:00.250+00:00");
    assert_eq!((line.severity(), line.component(), line.context()), (Some("I"), Some("NETWORK"), Some("listener")));
    assert_eq!(line.message(), Some("Connection accepted"));
    assert_eq!(line.attributes().unwrap()["remote"], "192.0.2.1:50000");
    assert_eq!(line.json().unwrap()["id"], 22943);
}

#[test]
fn a_line_of_an_audit_log_has_a_date_and_its_json() {
    let line = LogLine::from(r#"{"atype":"authenticate","ts":{"$date":"2025-06-01T12:00:00.000+00:00"},"result":0}"#);
    assert_eq!(line.date().unwrap().to_rfc3339(), "2025-06-01T12:00:00+00:00");
    assert_eq!((line.severity(), line.message(), line.attributes()), (None, None, None));
    assert_eq!(line.json().unwrap()["atype"], "authenticate");
}

#[test]
fn properties_of_another_type_are_ignored() {
    let line = LogLine::from(r#"{"t":7,"s":1,"c":null,"ctx":[],"msg":{}}"#);
    assert_eq!((line.date(), line.severity(), line.component()), (None, None, None));
    assert_eq!((line.context(), line.message()), (None, None));
    assert!(line.json().is_some());
}

#[track_caller]
fn check(line: &str, date: &str, parts: [Option<&str>; 4]) {
    let read = LogLine::from(line);
    assert_eq!(read.date().unwrap().to_rfc3339(), date);
    assert_eq!([read.severity(), read.component(), read.context(), read.message()], parts);
    assert_eq!((read.raw(), read.json()), (line, None));
}

#[test]
fn lines_of_text_are_parsed() {
    check(
        "2019-10-28T20:25:32.123+0200 I  NETWORK  [listener] connection accepted from 192.0.2.1:50000 #7 (1 now)",
        "2019-10-28T18:25:32.123+00:00",
        [Some("I"), Some("NETWORK"), Some("listener"), Some("connection accepted from 192.0.2.1:50000 #7 (1 now)")],
    );
    check(
        "2019-10-28T20:25:32.123Z D1 -        [thread 1] x",
        "2019-10-28T20:25:32.123+00:00",
        [Some("D1"), Some("-"), Some("thread 1"), Some("x")],
    );
}

#[test]
fn a_line_of_an_older_server_has_no_severity() {
    check(
        "2014-11-03T18:28:32.450-0500 [initandlisten] waiting for connections",
        "2014-11-03T23:28:32.450+00:00",
        [None, None, Some("initandlisten"), Some("waiting for connections")],
    );
}

#[test]
fn a_short_line_has_fewer_parts() {
    check("2019-10-28T20:25:32+0000", "2019-10-28T20:25:32+00:00", [None; 4]);
    check("2019-10-28T20:25:32+0000 I", "2019-10-28T20:25:32+00:00", [Some("I"), None, None, None]);
    let unclosed = Some("[conn1 x");
    check(
        "2019-10-28T20:25:32+0000 I QUERY [conn1 x",
        "2019-10-28T20:25:32+00:00",
        [Some("I"), Some("QUERY"), None, unclosed],
    );
}

#[test]
fn a_line_in_another_format_has_only_its_text() {
    for raw in ["", "***** SERVER RESTARTED *****", "{\"t\":", "[1]", "\"a\"", "2019-10-28 I NETWORK [a] b", "{ x }"] {
        let line = LogLine::from(raw);
        assert_eq!((line.raw(), line.date(), line.json(), line.attributes()), (raw, None, None, None));
        assert_eq!([line.severity(), line.component(), line.context(), line.message()], [None; 4], "{raw:?}");
    }
}
