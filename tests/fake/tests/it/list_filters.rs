//! Query parameters that select resources of a list or change its content.

use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn a_default_of_the_document_filters_like_a_value_of_the_query() {
    let api = Api::start().await;
    for provider in ["AWS", "AZURE", "GCP"] {
        api.atlas().insert("peers", json!({ "providerName": provider })).unwrap();
    }
    let names = async |query: &str| column(&api.get(&format!("peers?{query}")).await.1, "providerName");
    assert_eq!(names("").await, ["AWS"]);
    assert_eq!(names("providerName=GCP").await, ["GCP"]);

    let id = "0123456789abcdef01234567";
    api.atlas().insert(&api.org("federationSettings"), json!({ "id": id })).unwrap();
    let providers = format!("/federationSettings/{id}/identityProviders");
    for (protocol, kind) in [("SAML", "WORKFORCE"), ("OIDC", "WORKFORCE"), ("OIDC", "WORKLOAD")] {
        api.atlas().insert(&providers, json!({ "idpType": kind, "protocol": protocol })).unwrap();
    }
    let protocols = async |query: &str| column(&api.get(&format!("{providers}?{query}")).await.1, "protocol");
    assert_eq!(protocols("").await, ["SAML"]);
    assert_eq!(protocols("protocol=OIDC").await, ["OIDC"]);
    assert_eq!(protocols("protocol=OIDC&protocol=SAML").await, ["SAML", "OIDC"]);
    assert_eq!(
        protocols("protocol=OIDC&protocol=SAML&idpType=WORKLOAD&idpType=WORKFORCE").await,
        ["SAML", "OIDC", "OIDC"]
    );
}

#[tokio::test]
async fn a_parameter_selects_by_a_property_of_another_name() {
    let api = Api::start().await;
    for kind in ["S3_LOG_EXPORT", "SPLUNK_LOG_EXPORT"] {
        api.atlas().insert("logIntegrations", json!({ "type": kind })).unwrap();
    }
    let (_, page) = api.get("logIntegrations?integrationType=SPLUNK_LOG_EXPORT").await;
    assert_eq!(column(&page, "type"), ["SPLUNK_LOG_EXPORT"]);

    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    for complete in [true, false] {
        api.atlas().insert("clusters/orders/snapshots", json!({ "complete": complete })).unwrap();
    }
    let complete =
        async |query: &str| column(&api.get(&format!("clusters/orders/snapshots?{query}")).await.1, "complete");
    assert_eq!(complete("").await, [true]);
    assert_eq!(complete("completed=false").await, [false]);
    assert_eq!(complete("completed=all").await, [true, false]);
}

#[tokio::test]
async fn a_value_that_no_resource_has_selects_nothing() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    api.atlas().insert("clusters/orders/restoreJobs", json!({})).unwrap();
    assert_eq!(api.get("clusters/orders/restoreJobs").await.1["totalCount"], 1);
    let (_, page) = api.get("clusters/orders/restoreJobs?batchId=0123456789abcdef01234567").await;
    assert_eq!(page["totalCount"], 0);
}

#[tokio::test]
async fn the_linked_invoices_are_left_out_on_request() {
    let api = Api::start().await;
    let linked = json!([{ "id": "0123456789abcdef01234567" }]);
    api.atlas().insert(&api.org("invoices"), json!({ "linkedInvoices": linked })).unwrap();
    let count = async |query: &str| {
        let (_, page) = api.get(&api.org(&format!("invoices?{query}"))).await;
        page["results"][0]["linkedInvoices"].as_array().map(Vec::len)
    };
    assert_eq!((count("").await, count("viewLinkedInvoices=true").await), (Some(1), Some(1)));
    assert_eq!(count("viewLinkedInvoices=false").await, Some(0));
}

#[tokio::test]
async fn a_new_project_has_the_owner_of_the_query() {
    let api = Api::start().await;
    let user = json!({ "username": "ada@example.com" });
    let id = api.atlas().insert(&api.org("users"), user).unwrap()["id"].as_str().unwrap().to_owned();
    let create = async |name: &str, owner: &str| {
        let body = json!({ "name": name, "orgId": api.atlas().organization_id() });
        api.post(&format!("/groups?projectOwnerId={owner}"), body).await
    };
    let (status, project) = create("sales", &id).await;
    assert_eq!(status, 201);
    let (_, users) = api.get(&format!("/groups/{}/users", project["id"].as_str().unwrap())).await;
    assert_eq!(
        (column(&users, "username"), column(&users, "roles")),
        (vec![json!("ada@example.com")], vec![json!(["GROUP_OWNER"])])
    );
    let missing = "0123456789abcdef01234567";
    assert_eq!(refusal(create("shop", missing).await), refused(404, "USER_NOT_FOUND", &[missing]));
    assert_eq!(api.get("/groups/byName/shop").await.0, 404);
}

#[tokio::test]
async fn a_parameter_without_an_effect_is_in_the_journal() {
    let api = Api::start().await;
    api.atlas().clear_journal();
    api.get("clusters?itemsPerPage=1&includeDeletedWithRetainedBackups=true&colour=red&pretty=true").await;
    let requests = api.atlas().requests();
    let ignored: Vec<Value> = requests.last().unwrap().ignored_parameters().map(Value::from).collect();
    assert_eq!(ignored, ["includeDeletedWithRetainedBackups", "colour"]);
}
