/** Events of one request of POST /api/devices/events; a longer list is brought in several. Apart from its schema, which no handheld loads. */
export const MAX_CARRIED = 1_000
