package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;

/** Sends the requests of IOC management, once each, and decodes the answers. */
public interface IocsTransport {

    /** {@code GET /iocs/combined/indicator/v1}. */
    Answer<Indicator> combined(
            FalconToken token, IndicatorQuery query, IocsApi.From from, int limit)
            throws TransportException;

    /** {@code GET /iocs/queries/indicators/v1}. */
    Answer<String> search(FalconToken token, IndicatorQuery query, IocsApi.From from, int limit)
            throws TransportException;

    /** {@code GET /iocs/entities/indicators/v1}. */
    Answer<Indicator> details(FalconToken token, List<String> ids) throws TransportException;

    /** {@code POST /iocs/entities/indicators/v1}. */
    Answer<WriteEntry> create(FalconToken token, List<NewIndicator> items, WriteOptions options)
            throws TransportException;

    /** {@code PATCH /iocs/entities/indicators/v1}. */
    Answer<WriteEntry> update(FalconToken token, List<IndicatorUpdate> items, WriteOptions options)
            throws TransportException;

    /** {@code DELETE /iocs/entities/indicators/v1} by ids, never by filter. */
    Answer<WriteEntry> delete(FalconToken token, List<String> ids, String comment)
            throws TransportException;

    /**
     * One of the lists of words.
     *
     * @param offset how many words to leave out
     */
    Answer<String> words(FalconToken token, Vocabulary vocabulary, long offset)
            throws TransportException;

    /** {@code GET /iocs/entities/actions/v1}. */
    Answer<IocAction> actions(FalconToken token, List<String> ids) throws TransportException;
}
