package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.http.ByteSink;

/** Audit events about the use of the stream and the API, in the form the reference shows. */
public final class AuditLines {
    /** Type of the events about streams. */
    public static final String STREAM_TYPE = "AuthActivityAuditEvent";

    /** Type of the events about API calls. */
    public static final String API_TYPE = "APIActivityAuditEvent";

    private AuditLines() {}

    /**
     * A feed was opened or closed.
     *
     * @param operation {@code streamStarted} or {@code streamStopped}
     * @param fromOffset as asked for; -1 when none was
     * @param eventTypes as asked for; empty for all
     */
    public record Stream(
            String operation,
            String partition,
            long fromOffset,
            String appId,
            String eventTypes,
            String clientId,
            String address) {}

    /** The line for a stream event of a customer. */
    public static byte[] stream(String cid, Stream stream, long offset, long millis) {
        var out = begin(cid, STREAM_TYPE, offset, millis);
        out.raw("\"UserId\":").quoted("api-client-id:" + stream.clientId);
        out.raw(",\"UserIp\":").quoted(stream.address);
        out.raw(",\"OperationName\":").quoted(stream.operation);
        out.raw(
                ",\"ServiceName\":\"Crowdstrike Streaming API\",\"Success\":true,\"UTCTimestamp\":");
        out.decimal(millis / 1000).raw(",\"AuditKeyValues\":[");
        pair(out, "partition", stream.partition).put(',');
        pair(out, "offset", Long.toString(stream.fromOffset)).put(',');
        pair(out, "appId", stream.appId).put(',');
        pair(
                        out,
                        "eventType",
                        stream.eventTypes.isEmpty() ? "All event type(s)" : stream.eventTypes)
                .put(',');
        return pair(out, "APIClientID", stream.clientId).raw("]}}").toByteArray();
    }

    /** The line for an API call of a customer. */
    public static byte[] call(
            String cid, String method, String path, int status, long offset, long millis) {
        var out = begin(cid, API_TYPE, offset, millis);
        out.raw("\"UserId\":\"\",\"OperationName\":\"logged\",\"ServiceName\":\"api_request\"");
        out.raw(",\"Success\":").raw(Boolean.toString(status < 400)).raw(",\"UTCTimestamp\":");
        out.decimal(millis / 1000).raw(",\"Source\":\"api_request\",\"Attributes\":{");
        out.raw("\"request_method\":").quoted(method).raw(",\"request_path\":").quoted(path);
        out.raw(",\"status_code\":\"").decimal(status).raw("\"},\"AuditKeyValues\":[]}}");
        return out.toByteArray();
    }

    private static ByteSink begin(String cid, String type, long offset, long millis) {
        var out = ByteSink.growing(1024);
        out.raw("{\"metadata\":{\"customerIDString\":").quoted(cid);
        out.raw(",\"offset\":").decimal(offset).raw(",\"eventType\":").quoted(type);
        out.raw(",\"eventCreationTime\":").decimal(millis);
        return out.raw(",\"version\":\"1.0\"},\"event\":{");
    }

    private static ByteSink pair(ByteSink out, String key, String value) {
        return out.raw("{\"Key\":").quoted(key).raw(",\"ValueString\":").quoted(value).put('}');
    }
}
