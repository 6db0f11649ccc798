package io.ropewalk.alertops.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.query.Walk.Stretch;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Items off a listing, page by page. */
class WalkTest {

    private static Listing listing(int entries, int pageMost, boolean sifted) {
        return new Listing(
                "",
                (cursor, size) -> {
                    int from = cursor.map(Integer::parseInt).orElse(0);
                    int to = Math.min(entries, from + size);
                    return new Batch(
                            IntStream.range(from, to).mapToObj(WalkTest::entry).toList(),
                            to < entries ? Optional.of(Integer.toString(to)) : Optional.empty(),
                            OptionalLong.of(entries),
                            "trace",
                            List.of());
                },
                pageMost,
                sifted ? Optional.of(it -> ((Integer) it.get("n")) % 3 == 0) : Optional.empty());
    }

    private static Map<String, Object> entry(int number) {
        return Map.of("n", number);
    }

    private static Listing failing(Listing sound, FailureCategory how) {
        return new Listing(
                "",
                (cursor, size) -> {
                    if (cursor.isPresent()) {
                        throw new FalconCallFailed(FalconFailure.of(how, "no"), "t");
                    }
                    return sound.source().page(cursor, size);
                },
                sound.pageMost(),
                Optional.empty());
    }

    @Property(tries = 300)
    void everyEntryComesOnceWhateverTheLimits(
            @ForAll @IntRange(min = 0, max = 60) int entries,
            @ForAll @IntRange(min = 1, max = 15) int pageMost,
            @ForAll @IntRange(min = 1, max = 25) int limit,
            @ForAll boolean sifted) {
        Listing listing = listing(entries, pageMost, sifted);
        List<Object> seen = new ArrayList<>();
        Optional<Place> place = Optional.of(Place.START);
        while (place.isPresent()) {
            Stretch stretch = Walk.from(place.get(), listing, it -> it, limit);
            stretch.items().forEach(it -> seen.add(it.get("n")));
            assertThat(stretch.items().size() == limit || stretch.next().isEmpty()).isTrue();
            place = stretch.next();
        }
        Stream<Integer> wanted = IntStream.range(0, entries).boxed();
        assertThat(seen)
                .containsExactlyElementsOf(
                        wanted.filter(it -> !sifted || it % 3 == 0)
                                .map(Object.class::cast)
                                .toList());
    }

    @Test
    void aFailingPageIsNoShortList() {
        Listing broken = failing(listing(20, 5, false), FailureCategory.VENDOR_DOWN);
        assertThatThrownBy(() -> Walk.from(Place.START, broken, it -> it, 10))
                .isInstanceOf(FalconCallFailed.class);
    }

    @Test
    void aCursorThatWasGivenBackTooLateIsTheCallersToDrop() {
        Listing broken = failing(listing(20, 5, false), FailureCategory.BAD_REQUEST);
        Place late = new Place(Optional.of("5"), 5, 0, 5);
        assertThatThrownBy(() -> Walk.from(late, broken, it -> it, 5))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("after");
    }

    @Test
    void aCursorThatDiesOnTheWayIsTheVendorsFault() {
        Listing broken = failing(listing(20, 5, false), FailureCategory.BAD_REQUEST);
        assertThatThrownBy(() -> Walk.from(Place.START, broken, it -> it, 10))
                .isInstanceOf(FalconCallFailed.class)
                .satisfies(it ->
                        assertThat(((FalconCallFailed) it).why().category())
                                .isEqualTo(FailureCategory.VENDOR_DOWN));
    }

    @Test
    void aPageThatBringsNothingOfManyIsAskedForOnce() {
        List<Optional<String>> asked = new ArrayList<>();
        Listing hollow =
                new Listing(
                        "",
                        (cursor, _) -> {
                            asked.add(cursor);
                            return new Batch(
                                    List.of(),
                                    Optional.of("more-" + asked.size()),
                                    OptionalLong.of(12_000),
                                    "",
                                    List.of());
                        },
                        5,
                        Optional.empty());
        assertThatThrownBy(() -> Walk.from(Place.START, hollow, it -> it, 5))
                .isInstanceOf(FalconCallFailed.class)
                .hasMessage("Falcon speaks of 12000 and listed 0.");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aListThatEndsBeforeItsTotalIsSaid() {
        Listing odd =
                new Listing(
                        "",
                        (_, _) ->
                                new Batch(
                                        List.of(entry(1)),
                                        Optional.empty(),
                                        OptionalLong.of(3),
                                        "",
                                        List.of()),
                        5,
                        Optional.empty());
        assertThat(Walk.from(Place.START, odd, it -> it, 5).warnings())
                .containsExactly("Falcon speaks of 3 and listed 1.");
    }
}
