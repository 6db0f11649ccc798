package io.ropewalk.alertops.action.http;

import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;

/** Each action on prevention policies, as something that works on a new policy. */
enum PolicyCall {
    GET("get_prevention_policies", "viewer", "GET", "", "{\"ids\":[\"%s\"]%s}"),
    CREATE(
            "create_prevention_policies",
            "admin",
            "POST",
            "",
            "{\"resources\":[{\"name\":\"Made\",\"platform_name\":\"Windows\",\"clone_id\":\"%s\"}]%s}"),
    UPDATE(
            "update_prevention_policies",
            "admin",
            "PATCH",
            "",
            "{\"resources\":[{\"id\":\"%s\",\"settings\":[{\"id\":\"QuarantineOnWrite\",\"value\":{\"enabled\":true}}]}]%s}"),
    DELETE(
            "delete_prevention_policies",
            "admin",
            "DELETE",
            "",
            "{\"ids\":[\"%s\"],\"expectedMembers\":0%s}"),
    PERFORM(
            "perform_prevention_policy_action",
            "admin",
            "POST",
            "-actions",
            "{\"action_name\":\"add-rule-group\",\"group_id\":\"rules-7\",\"ids\":[\"%s\"]%s}");

    final String slug;
    final String role;

    /** Verb and end of the path at Falcon. */
    final String method;

    final String path;
    private final String body;

    PolicyCall(String slug, String role, String method, String kind, String body) {
        this.slug = slug;
        this.role = role;
        this.method = method;
        this.path = "/policy/entities/prevention" + kind + "/v1";
        this.body = body;
    }

    boolean writes() {
        return this != GET;
    }

    String body(String id, String more) {
        return body.formatted(id, more);
    }

    /** Done at {@code acme} by somebody who may. */
    ValidatableResponse on(String id) {
        return on(id, "");
    }

    ValidatableResponse on(String id, String more) {
        return Api.act(role, slug, body(id, more));
    }
}
