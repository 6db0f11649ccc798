package io.ropewalk.service.planted;

import io.ropewalk.falcon.planted.Planted;
import io.ropewalk.kit.planted.Kit;
import io.ropewalk.stream.feed.Feed;

/** What services share: a part that breaks no rule, and one that knows a service. */
public interface Shared {

    interface Sound {
        Planted.Model model();

        Kit kit();
    }

    interface UsesService {
        Feed.Sound feed();
    }
}
