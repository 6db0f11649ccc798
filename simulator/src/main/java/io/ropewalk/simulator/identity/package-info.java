/** Identity Protection: users of a customer, and the little of GraphQL they are asked for with. */
package io.ropewalk.simulator.identity;
