package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The vendor's answer form: {@code meta}, {@code errors}, {@code resources}, indented by one space.
 *
 * @param pagination writes the members of {@code meta.pagination}
 * @param affected {@code meta.writes.resources_affected}, where it is said
 */
record Envelope(
        Meta meta,
        Optional<Body> pagination,
        List<ApiError> errors,
        Resources resources,
        OptionalInt affected)
        implements Body {

    /**
     * What an answer says about itself.
     *
     * @param queryTime written as it stands
     * @param listsOnError whether errors of this service carry an empty {@code resources}
     */
    record Meta(String queryTime, String poweredBy, String traceId, boolean listsOnError) {
        /** FalconHose, alone among the services, leaves {@code errors} out where there are none. */
        private boolean leavesErrorsOut() {
            return poweredBy.equals("FalconHose");
        }
    }

    /**
     * One entry of {@code errors}.
     *
     * @param id what it is about; left out where it is empty
     */
    record ApiError(int code, String message, String id) {
        ApiError(int code, String message) {
            this(code, message, "");
        }
    }

    /** The three forms of {@code resources}. */
    sealed interface Resources {
        /** No such member. */
        record Absent() implements Resources {}

        /** {@code null}. */
        record Null() implements Resources {}

        /** An array; the body writes its elements, each after a line break and two spaces. */
        record Items(Body elements) implements Resources {}
    }

    static final Resources NO_ITEMS = new Resources.Items(_ -> {});

    Envelope {
        errors = List.copyOf(errors);
    }

    /** One that does not say how much was written. */
    Envelope(Meta meta, Optional<Body> pagination, List<ApiError> errors, Resources resources) {
        this(meta, pagination, errors, resources, OptionalInt.empty());
    }

    static Envelope error(Meta meta, int code, String message) {
        var resources =
                meta.poweredBy.equals(DiscoverRoutes.SERVICE)
                        ? new Resources.Null()
                        : meta.listsOnError ? NO_ITEMS : new Resources.Absent();
        return new Envelope(
                meta, Optional.empty(), List.of(new ApiError(code, message)), resources);
    }

    static Envelope of(Meta meta, Body elements) {
        return new Envelope(meta, Optional.empty(), List.of(), new Resources.Items(elements));
    }

    Envelope withPagination(Body members) {
        return new Envelope(meta, Optional.of(members), errors, resources, affected);
    }

    Envelope withoutPagination() {
        return new Envelope(meta, Optional.empty(), errors, resources, affected);
    }

    Envelope withErrors(List<ApiError> entries) {
        return new Envelope(meta, pagination, entries, resources, affected);
    }

    Envelope withResources(Resources other) {
        return new Envelope(meta, pagination, errors, other, affected);
    }

    Envelope withAffected(int count) {
        return new Envelope(meta, pagination, errors, resources, OptionalInt.of(count));
    }

    @Override
    public void writeTo(ByteSink out) {
        out.raw("{\n \"meta\": {\n  \"query_time\": ").raw(meta.queryTime);
        pagination.ifPresent(members -> {
            out.raw(",\n  \"pagination\": {");
            members.writeTo(out);
            out.raw("\n  }");
        });
        out.raw(",\n  \"powered_by\": ").quoted(meta.poweredBy);
        out.raw(",\n  \"trace_id\": ").quoted(meta.traceId);
        affected.ifPresent(count ->
                out.raw(",\n  \"writes\": {\n   \"resources_affected\": ")
                        .decimal(count)
                        .raw("\n  }"));
        out.raw("\n }");
        if (!errors.isEmpty() || !meta.leavesErrorsOut()) {
            errors(out);
        }
        resources(out);
        out.raw("\n}\n");
    }

    private void errors(ByteSink out) {
        out.raw(",\n \"errors\": [");
        var separator = "";
        for (var error : errors) {
            out.raw(separator).raw("\n  {\n   \"code\": ").decimal(error.code);
            out.raw(",\n   \"message\": ").quoted(error.message);
            if (!error.id.isEmpty()) {
                out.raw(",\n   \"id\": ").quoted(error.id);
            }
            out.raw("\n  }");
            separator = ",";
        }
        out.raw(errors.isEmpty() ? "]" : "\n ]");
    }

    private void resources(ByteSink out) {
        switch (resources) {
            case Resources.Absent _ -> {}
            case Resources.Null _ -> out.raw(",\n \"resources\": null");
            case Resources.Items items -> {
                out.raw(",\n \"resources\": [");
                items.elements.writeTo(out);
                out.raw("\n ]");
            }
        }
    }
}
