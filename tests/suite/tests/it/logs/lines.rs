//! The lines of logs.

use std::fmt::Write;

use super::{download, gzip, serving};

const JSON: &str =
    r#"{"t":{"$date":"2025-06-01T12:00:00.000+00:00"},"s":"I","c":"CONTROL","ctx":"main","msg":"hello"}"#;
const TEXT: &str = "2019-10-28T20:25:32.123+0000 W  STORAGE  [conn7] slow";
const NEITHER: &str = "***** restarted *****";

#[tokio::test]
async fn each_line_is_parsed_in_its_own_format() {
    let (_server, atlas) = serving(gzip(format!("{JSON}\n{TEXT}\n{NEITHER}").as_bytes())).await;
    let mut lines = download(&atlas).lines();

    let json = lines.next().await.unwrap().unwrap();
    assert_eq!((json.severity(), json.component(), json.context()), (Some("I"), Some("CONTROL"), Some("main")));
    assert_eq!((json.message(), json.raw()), (Some("hello"), JSON));
    let text = lines.next().await.unwrap().unwrap();
    assert_eq!((text.severity(), text.component(), text.context()), (Some("W"), Some("STORAGE"), Some("conn7")));
    assert_eq!((text.message(), text.raw()), (Some("slow"), TEXT));
    let neither = lines.next().await.unwrap().unwrap();
    assert_eq!((neither.date(), neither.message(), neither.raw()), (None, None, NEITHER));
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn concatenated_gzip_files_are_one_log() {
    let file = [gzip(b"one\n"), gzip(b"two\n")].concat();
    let (_server, atlas) = serving(file).await;
    let mut lines = download(&atlas).await.unwrap().lines();
    assert_eq!(lines.next().await.unwrap().unwrap().raw(), "one");
    assert_eq!(lines.next().await.unwrap().unwrap().raw(), "two");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_truncated_log_returns_its_lines_and_then_an_error() {
    let mut text = String::new();
    for number in 0..20_000_u32 {
        // Numbers that do not compress well, so that the file is large.
        writeln!(text, "{number} {:08x}", number.wrapping_mul(2_654_435_761)).unwrap();
    }
    let mut file = gzip(text.as_bytes());
    file.truncate(file.len() / 2);
    let (_server, atlas) = serving(file).await;
    let mut lines = download(&atlas).lines();
    let mut count = 0;
    let error = loop {
        match lines.next().await.unwrap() {
            Ok(line) => assert_eq!(line.raw().split_once(' ').unwrap().0, count.to_string()),
            Err(error) => break error,
        }
        count += 1;
    };
    assert!((1_000..20_000).contains(&count), "{count}");
    assert!(error.is_decode());
    assert_eq!(error.operation(), Some("downloadGroupClusterLog"));
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_file_that_is_not_gzip_is_a_decoding_error() {
    let (_server, atlas) = serving(b"plain text\n".to_vec()).await;
    let error = download(&atlas).lines().next().await.unwrap().unwrap_err();
    assert!(error.is_decode());
}

#[tokio::test]
async fn a_long_line_is_cut_at_one_mebibyte() {
    let text = format!("{}\nnext\n", "x".repeat(10_000_000));
    let (_server, atlas) = serving(gzip(text.as_bytes())).await;
    let mut lines = download(&atlas).lines();
    let long = lines.next().await.unwrap().unwrap();
    assert_eq!((long.raw().len(), long.is_cut()), (1 << 20, true));
    let next = lines.next().await.unwrap().unwrap();
    assert_eq!((next.raw(), next.is_cut()), ("next", false));
}

#[tokio::test]
async fn bytes_that_are_not_utf_8_are_replaced() {
    let (_server, atlas) = serving(gzip(b"a\xffb\nc")).await;
    let mut lines = download(&atlas).lines();
    assert_eq!(lines.next().await.unwrap().unwrap().raw(), "a\u{fffd}b");
    assert_eq!(lines.next().await.unwrap().unwrap().raw(), "c");
}
