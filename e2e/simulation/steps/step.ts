/** One thing that is done in a world. Numbers choose among what there is, so that a step fits every world. */
export type Step = {
  readonly what: string
  readonly a: number
  readonly b: number
  readonly c: number
  /** Begins the chance of everything that follows from this step, so that leaving out another step changes little of it. */
  readonly salt: number
}
