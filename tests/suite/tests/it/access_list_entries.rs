//! The IP access list of a project: what is sent, what comes of it, and what is refused.

use std::net::Ipv6Addr;

use atlas_api::{AccessList, Confirm, Error, model::AccessListEntryState, specs::AccessListEntrySpec};
use atlas_fake::FakeAtlas;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{builder, client_of, now, sent_at};

async fn sent<F>(call: impl FnOnce(AccessList) -> F) -> Value
where
    F: Future<Output = ()>,
{
    sent_at(|atlas| call(atlas.access_list())).await
}

fn in_a_day() -> DateTime<Utc> {
    DateTime::from(now()) + TimeDelta::days(1)
}

#[tokio::test]
async fn entries_are_listed_by_page() {
    insta::assert_json_snapshot!(sent(async |list| drop(list.list().page(2).page_size(20).send().await)).await);
}

#[tokio::test]
async fn an_entry_is_one_segment_of_the_path() {
    for (name, entry) in [
        ("address", "192.0.2.1"),
        ("block", "192.0.2.0/24"),
        ("address_of_version_6", "2001:db8::17"),
        ("block_of_version_6", "2001:db8::/32"),
        ("security_group", "sg-0123456789abcdef0"),
        ("security_group_of_an_account", "123456789012/sg-0123456789abcdef0"),
    ] {
        let get = sent(async |list| drop(list.get(entry).send().await)).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(get["request"]) });
        let status = sent(async |list| drop(list.status(entry).send().await)).await;
        assert_eq!(status["request"], format!("{}/status", get["request"].as_str().unwrap()));
        let remove = sent(async |list| drop(list.remove(entry).confirm(Confirm::name(entry)).send().await)).await;
        assert_eq!(remove["request"], get["request"].as_str().unwrap().replace("GET", "DELETE"));
    }
    let get = sent(async |list| drop(list.get(Ipv6Addr::LOCALHOST).send().await)).await;
    assert!(get["request"].as_str().unwrap().ends_with("/accessList/::1"), "{get}");
}

#[tokio::test]
async fn an_entry_is_asked_for_by_what_it_is_for() {
    insta::assert_json_snapshot!(sent(async |list| drop(list.get("192.0.2.0/24").send().await)).await);
}

#[tokio::test]
async fn a_status_is_asked_for_by_what_the_entry_is_for() {
    insta::assert_json_snapshot!(sent(async |list| drop(list.status("192.0.2.0/24").send().await)).await);
}

#[tokio::test]
async fn an_entry_is_removed_by_what_it_is_for() {
    let remove = async |list: AccessList| drop(list.remove("192.0.2.0/24").confirm(Confirm::yes()).send().await);
    insta::assert_json_snapshot!(sent(remove).await);
}

#[tokio::test]
async fn add_sends_all_entries_as_they_were_said() {
    let add = async |list: AccessList| {
        let entries = [
            AccessListEntrySpec::cidr("198.51.100.0/24").comment("the office"),
            AccessListEntrySpec::ip("192.0.2.17").delete_after_date(in_a_day() + TimeDelta::milliseconds(900)),
            AccessListEntrySpec::ip(Ipv6Addr::LOCALHOST).comment(""),
            AccessListEntrySpec::cidr("2001:DB8::/58"),
            AccessListEntrySpec::aws_security_group("sg-0123456789abcdef0"),
        ];
        drop(list.add(entries).send().await);
    };
    insta::assert_json_snapshot!(sent(add).await);
}

#[tokio::test]
async fn nothing_is_sent_of_what_breaks_a_rule() {
    #[track_caller]
    fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
        let error = result.unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    let list = builder(&fake).clock(now).build().unwrap().access_list();
    let good = || AccessListEntrySpec::ip("192.0.2.1");
    let rule =
        r#"access list entry: "../x" is not valid; expected an IP address, a CIDR block or an AWS security group id"#;
    check(list.get("../x").send().await, rule);
    check(list.status("../x").send().await, rule);
    check(list.remove("../x").send().await, rule);
    check(list.remove("../x").confirm(Confirm::yes()).send().await, rule);
    check(list.list().page_size(501).send().await, "page size: a page has 1 to 500 items, not 501");
    check(list.add([]).send().await, "access list entries: there is none to add");
    check(
        list.add([good(), AccessListEntrySpec::cidr("192.0.2.0/33")]).send().await,
        r#"CIDR block: "192.0.2.0/33" is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32"#,
    );
    check(
        list.add([good().comment("x".repeat(81))]).send().await,
        "comment: length is 81; expected at most 80 characters",
    );
    check(
        list.add([good().delete_after_date(in_a_day() + TimeDelta::days(7))]).send().await,
        "delete after date: \"2025-06-23 15:06:40 UTC\" is not within the next week; \
         use a date after 2025-06-15 15:06:40 UTC and no later than 2025-06-22 15:06:40 UTC",
    );
    check(
        list.add([AccessListEntrySpec::aws_security_group("sg-1").delete_after_date(in_a_day())]).send().await,
        r#"delete after date: not supported for the AWS security group "sg-1"; leave the date out"#,
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn what_is_not_confirmed_is_not_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let list = builder(&fake).build().unwrap().access_list();
    let error = list.remove("192.0.2.0/24").send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = "access list entry 192.0.2.0/24 would be removed, and clients be refused that connect from there; \
                    nothing was sent (confirm it with `confirm(Confirm::yes())` if that is meant)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(fake.request_count(), 0);
}

async fn answering(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(body)).mount(&server).await;
    server
}

#[tokio::test]
async fn adding_gives_the_first_page_of_the_whole_list() {
    let entries: Vec<_> = (0..100).map(|last| json!({ "cidrBlock": format!("192.0.2.{last}/32") })).collect();
    let body = json!({
        "results": entries, "totalCount": 101,
        "links": [{ "rel": "next", "href": "https://cloud.example.com" }],
    });
    let server = answering(201, body).await;
    let page = client_of(&server).access_list().add([AccessListEntrySpec::ip("192.0.2.1")]).send().await.unwrap();
    assert_eq!((page.items().len(), page.total_count(), page.has_next()), (100, Some(101), true));
    assert_eq!(page.items()[1].cidr_block.as_deref(), Some("192.0.2.1/32"));
}

#[tokio::test]
async fn an_entry_has_its_block_its_comment_and_its_end() {
    let body = json!({
        "cidrBlock": "2001:db8::17/128", "ipAddress": "2001:db8::17", "comment": "laptop",
        "deleteAfterDate": "2025-06-15T15:06:40Z", "groupId": "5f1a2b3c4d5e6f7a8b9c0d1e", "links": [],
    });
    let server = answering(200, body).await;
    let entry = client_of(&server).access_list().get("2001:db8::17").send().await.unwrap();
    assert_eq!(entry.cidr_block.as_deref(), Some("2001:db8::17/128"));
    assert_eq!(entry.ip_address.as_deref(), Some("2001:db8::17"));
    assert_eq!(entry.delete_after_date.unwrap().timestamp(), 1_750_000_000);
    assert_eq!(entry.aws_security_group, None);
}

#[tokio::test]
async fn a_status_can_be_one_that_is_not_known() {
    for (name, state) in [
        ("ACTIVE", AccessListEntryState::Active),
        ("PENDING", AccessListEntryState::Pending),
        ("FAILED", AccessListEntryState::Failed),
        ("PAUSED", AccessListEntryState::from("PAUSED")),
    ] {
        let server = answering(200, json!({ "STATUS": name })).await;
        let status = client_of(&server).access_list().status("192.0.2.1").send().await.unwrap();
        assert_eq!(status.status, Some(state));
    }
}
