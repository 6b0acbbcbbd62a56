//! The IP access list of a project: requests, responses, validation, confirmation.

use std::net::Ipv6Addr;

use atlas_api::{
    Confirm,
    access_list::{AccessList, AccessListEntrySpec},
    model::AccessListEntryState,
};
use atlas_fake::FakeAtlas;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{builder, check_invalid, client_of, now, sent_at};

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
    insta::assert_json_snapshot!(sent(async |list| drop(list.list().page(2).page_size(20).await)).await);
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
        let get = sent(async |list| drop(list.get(entry).await)).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(get["request"]) });
        let status = sent(async |list| drop(list.status(entry).await)).await;
        assert_eq!(status["request"], format!("{}/status", get["request"].as_str().unwrap()));
        let remove = sent(async |list| drop(list.remove(entry).confirm(Confirm::name(entry)).await)).await;
        assert_eq!(remove["request"], get["request"].as_str().unwrap().replace("GET", "DELETE"));
    }
    let get = sent(async |list| drop(list.get(Ipv6Addr::LOCALHOST).await)).await;
    assert!(get["request"].as_str().unwrap().ends_with("/accessList/::1"), "{get}");
}

#[tokio::test]
async fn an_entry_is_fetched_by_its_value() {
    insta::assert_json_snapshot!(sent(async |list| drop(list.get("192.0.2.0/24").await)).await);
}

#[tokio::test]
async fn a_status_is_fetched_by_the_value_of_the_entry() {
    insta::assert_json_snapshot!(sent(async |list| drop(list.status("192.0.2.0/24").await)).await);
}

#[tokio::test]
async fn an_entry_is_removed_by_its_value() {
    let remove = async |list: AccessList| drop(list.remove("192.0.2.0/24").confirm(Confirm::yes()).await);
    insta::assert_json_snapshot!(sent(remove).await);
}

#[tokio::test]
async fn add_sends_all_entries() {
    let add = async |list: AccessList| {
        let entries = [
            AccessListEntrySpec::cidr("198.51.100.0/24").comment("the office"),
            AccessListEntrySpec::ip("192.0.2.17").delete_after_date(in_a_day() + TimeDelta::milliseconds(900)),
            AccessListEntrySpec::ip(Ipv6Addr::LOCALHOST).comment(""),
            AccessListEntrySpec::cidr("2001:DB8::/58"),
            AccessListEntrySpec::aws_security_group("sg-0123456789abcdef0"),
        ];
        drop(list.add(entries).await);
    };
    insta::assert_json_snapshot!(sent(add).await);
}

#[tokio::test]
async fn requests_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    let list = builder(&fake).clock(now).build().unwrap().access_list();
    let good = || AccessListEntrySpec::ip("192.0.2.1");
    let rule =
        r#"access list entry: "../x" is not valid; expected an IP address, a CIDR block or an AWS security group id"#;
    check_invalid(list.get("../x").await, rule);
    check_invalid(list.status("../x").await, rule);
    check_invalid(list.remove("../x").check(&Confirm::yes()), rule);
    check_invalid(list.remove("../x").confirm(Confirm::yes()).await, rule);
    check_invalid(list.list().page_size(501).await, "page size: 501 is out of bounds; expected 1 to 500");
    check_invalid(list.add([]).await, "access list entries: the list is empty; pass at least one entry");
    check_invalid(
        list.add([good(), AccessListEntrySpec::cidr("192.0.2.0/33")]).await,
        r#"CIDR block: "192.0.2.0/33" is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32"#,
    );
    check_invalid(
        list.add([good().comment("x".repeat(81))]).await,
        "comment: length is 81; expected at most 80 characters",
    );
    check_invalid(
        list.add([good().delete_after_date(in_a_day() + TimeDelta::days(7))]).await,
        "delete after date: \"2025-06-23 15:06:40 UTC\" is not within the next week; \
         use a date after 2025-06-15 15:06:40 UTC and no later than 2025-06-22 15:06:40 UTC",
    );
    check_invalid(
        list.add([AccessListEntrySpec::aws_security_group("sg-1").delete_after_date(in_a_day())]).await,
        r#"delete after date: not supported for the AWS security group "sg-1"; leave the date out"#,
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn the_removal_of_an_entry_is_confirmed_by_its_value() {
    let fake = FakeAtlas::start().await.unwrap();
    let list = builder(&fake).build().unwrap().access_list();
    let remove = list.remove("192.0.2.0/24");
    let impact =
        "access list entry \"192.0.2.0/24\" will be removed, and clients that connect from there will be rejected";
    assert_eq!(remove.impact().to_string(), impact);
    let error = remove.confirm(Confirm::name("192.0.2.0")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let advice = "not sent: the confirmation names \"192.0.2.0\"; expected \"192.0.2.0/24\"";
    assert_eq!(error.to_string(), format!("{advice} (effect: {impact})"));
    assert_eq!(fake.request_count(), 0);

    // A single address is listed as a block too.
    fake.seed(&json!({ "accessList": [{ "ipAddress": "192.0.2.1" }, { "cidrBlock": "2001:db8::1/128" }] })).unwrap();
    for (entry, name) in [("192.0.2.1/32", "192.0.2.1"), ("2001:db8::1", "2001:db8::1/128")] {
        list.remove(entry).confirm(Confirm::name(name)).await.unwrap();
    }
}

async fn server_with(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(body)).mount(&server).await;
    server
}

#[tokio::test]
async fn adding_entries_returns_the_first_page_of_the_list() {
    let entries: Vec<_> = (0..100).map(|last| json!({ "cidrBlock": format!("192.0.2.{last}/32") })).collect();
    let body = json!({
        "results": entries, "totalCount": 101,
        "links": [{ "rel": "next", "href": "https://cloud.example.com" }],
    });
    let server = server_with(201, body).await;
    let page = client_of(&server).access_list().add([AccessListEntrySpec::ip("192.0.2.1")]).await.unwrap();
    assert_eq!((page.items().len(), page.total_count(), page.has_next()), (100, Some(101), true));
    assert_eq!(page.items()[1].cidr_block.as_deref(), Some("192.0.2.1/32"));
}

#[tokio::test]
async fn an_entry_has_its_block_its_comment_and_its_expiry() {
    let body = json!({
        "cidrBlock": "2001:db8::17/128", "ipAddress": "2001:db8::17", "comment": "laptop",
        "deleteAfterDate": "2025-06-15T15:06:40Z", "groupId": "5f1a2b3c4d5e6f7a8b9c0d1e", "links": [],
    });
    let server = server_with(200, body).await;
    let entry = client_of(&server).access_list().get("2001:db8::17").await.unwrap();
    assert_eq!(entry.cidr_block.as_deref(), Some("2001:db8::17/128"));
    assert_eq!(entry.ip_address.as_deref(), Some("2001:db8::17"));
    assert_eq!(entry.delete_after_date.unwrap().timestamp(), 1_750_000_000);
    assert_eq!(entry.aws_security_group, None);
}

#[tokio::test]
async fn an_unknown_status_is_kept() {
    for (name, state) in [
        ("ACTIVE", AccessListEntryState::Active),
        ("PENDING", AccessListEntryState::Pending),
        ("FAILED", AccessListEntryState::Failed),
        ("PAUSED", AccessListEntryState::from("PAUSED")),
    ] {
        let server = server_with(200, json!({ "STATUS": name })).await;
        let status = client_of(&server).access_list().status("192.0.2.1").await.unwrap();
        assert_eq!(status.status, Some(state));
    }
}
