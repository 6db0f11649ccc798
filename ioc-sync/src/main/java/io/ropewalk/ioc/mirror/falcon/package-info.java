/** The custom IOCs of a customer, over the vendor's API. */
package io.ropewalk.ioc.mirror.falcon;
