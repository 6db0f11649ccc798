package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.threatgraph.Vertex;

/** A vertex and the edge that leads to it. */
record Link(Way way, Vertex vertex) {

    /**
     * An edge.
     *
     * @param source the vertex it starts from
     */
    record Way(String source, String type, String target) {

        /** Names it within its detection. */
        String id() {
            return source + ":" + type + ":" + target;
        }
    }
}
