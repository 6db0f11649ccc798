/** The graph around detections: fetched after they are delivered, sent as records of its own. */
package io.ropewalk.stream.vertices;
