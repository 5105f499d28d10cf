/** How many tasks stand on the board; the menu asks for as many, so that both share one answer. */
export const TASKS_SHOWN = 3
