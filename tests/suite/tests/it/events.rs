//! Events: filters, and events that appear while they are followed.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Waker},
    time::Duration,
};

use atlas_api::{Confirm, events::EventPosition};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::support::{builder, client};

fn event(id: u8, created: &str) -> serde_json::Value {
    json!({ "id": format!("5f1a2b3c4d5e6f7a8b9c0d{id:02x}"), "created": created, "eventTypeName": "CLUSTER_CREATED" })
}

/// Returns the last byte of the id of an event.
fn number(event: &atlas_api::model::Event) -> u8 {
    u8::from_str_radix(&event.id.as_deref().unwrap()[22..], 16).unwrap()
}

#[tokio::test]
async fn events_are_listed_from_the_newest_to_the_oldest_and_filtered() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    fake.seed_database_users(1);
    atlas.database_users().delete("user-1").confirm(Confirm::yes()).await.unwrap();
    atlas.maintenance_window().toggle_auto_defer().await.unwrap();

    let names = async |list: atlas_api::List<atlas_api::model::Event, _>| {
        let events = list.all().await.unwrap();
        events.iter().map(|event| event.event_type_name.as_ref().unwrap().to_string()).collect::<Vec<_>>()
    };
    let list = || atlas.events().list().since("2000-01-01T00:00:00Z".parse().unwrap());
    let deferral = "ATLAS_MAINTENANCE_AUTO_DEFER_ENABLED";
    assert_eq!(names(list()).await[0], deferral);
    assert_eq!(names(list().types([deferral])).await, [deferral]);
    assert!(!names(list().excluding([deferral])).await.contains(&deferral.to_owned()));
}

#[tokio::test]
async fn followed_events_arrive_once_in_order_and_late_ones_too() {
    let fake = FakeAtlas::start().await.unwrap();
    let insert = |id, created| drop(fake.insert("events", event(id, created)).unwrap());
    insert(2, "2025-06-01T00:10:00Z");
    insert(1, "2025-06-01T00:00:00Z");
    insert(9, "2025-05-01T00:00:00Z");
    let list = client(&fake).events().list().since("2025-06-01T00:00:00Z".parse().unwrap());
    let mut events = list.clone().follow();
    assert_eq!(number(&events.next().await.unwrap()), 1);
    let after_first = events.position().to_string();
    assert_eq!(number(&events.next().await.unwrap()), 2);

    // One event is newer than the last one, the other appeared late.
    insert(4, "2025-06-01T00:11:00Z");
    insert(3, "2025-06-01T00:06:00Z");
    assert_eq!(number(&events.next().await.unwrap()), 3);
    assert_eq!(number(&events.next().await.unwrap()), 4);

    let position: EventPosition = after_first.parse().unwrap();
    let mut events = list.follow().after(position);
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(number(&events.next().await.unwrap()));
    }
    assert_eq!(numbers, [3, 2, 4]);
}

#[tokio::test]
async fn following_continues_after_an_error() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("events", event(1, "2025-06-01T00:00:00Z")).unwrap();
    let mut events = client(&fake).events().list().since("2025-06-01T00:00:00Z".parse().unwrap()).follow();
    let refusal = json!({ "errorCode": "USER_UNAUTHORIZED", "error": 403 });
    fake.respond("listGroupEvents", SetResponse::json(403, &refusal).times(1));
    assert!(events.next().await.unwrap_err().is_forbidden());
    assert_eq!(number(&events.next().await.unwrap()), 1);
}

#[tokio::test]
async fn an_end_is_rejected_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let end = "2025-06-01T00:00:00Z".parse().unwrap();
    let error = atlas.events().list().until(end).follow().next().await.unwrap_err();
    assert_eq!(error.to_string(), "until: events are followed without an end; remove the filter");
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_caller_that_stops_waiting_and_begins_again_waits_only_for_the_rest_of_the_interval() {
    let fake = FakeAtlas::start().await.unwrap();
    let waits = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&waits);
    let atlas = builder(&fake).sleep_with(move |wait| {
        recorded.lock().unwrap().push(wait);
        std::future::pending()
    });
    let mut events = atlas.build().unwrap().events().list().follow();
    let mut stop_waiting = async || {
        let requests = fake.request_count();
        let mut next = pin!(events.next());
        // The first call requests a challenge and the list; each call ends in a wait.
        while next.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
            && waits.lock().unwrap().is_empty()
        {
            tokio::task::yield_now().await;
        }
        fake.request_count() - requests
    };
    assert_eq!((stop_waiting().await, stop_waiting().await), (2, 0));
    let waits = waits.lock().unwrap();
    assert_eq!(waits.len(), 2);
    assert!(waits[1] < waits[0] && waits[0] < Duration::from_secs(30), "{waits:?}");
}
