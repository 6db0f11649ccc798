package io.ropewalk.falcon.paging;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts long id lists to what one call may send, and puts the answers together again. */
public final class Chunks {

    private Chunks() {}

    /** The ids in order, in lists of at most this size. */
    public static List<List<String>> of(List<String> ids, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A chunk holds at least one id.");
        }
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += size) {
            chunks.add(List.copyOf(ids.subList(from, Math.min(from + size, ids.size()))));
        }
        return List.copyOf(chunks);
    }

    /**
     * Makes one call a chunk, one after the other, and merges what they bring. The first that fails
     * ends it: part of an answer is no answer.
     */
    public static <T> FalconResult<List<T>> merged(
            List<String> ids, int size, Function<List<String>, FalconResult<List<T>>> call) {
        List<T> all = new ArrayList<>(ids.size());
        List<ItemError> errors = new ArrayList<>();
        String traceId = "";
        for (List<String> chunk : of(ids, size)) {
            FalconResult<List<T>> result = call.apply(chunk);
            if (!(result instanceof FalconResult.Ok<List<T>> ok)) {
                return result;
            }
            all.addAll(ok.value());
            errors.addAll(ok.itemErrors());
            traceId = ok.traceId();
        }
        return new FalconResult.Ok<>(all, traceId, errors);
    }
}
