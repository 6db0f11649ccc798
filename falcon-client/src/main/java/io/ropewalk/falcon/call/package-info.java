/**
 * How a call is made, whatever it asks: pacing by the customer's quota, tokens, judgement of the
 * answer, repetition. A collection states its {@link io.ropewalk.falcon.call.Operation operations}
 * and gives an {@link io.ropewalk.falcon.call.Exchange exchange} for each request; {@link
 * io.ropewalk.falcon.call.FalconCalls} does the rest.
 */
package io.ropewalk.falcon.call;
