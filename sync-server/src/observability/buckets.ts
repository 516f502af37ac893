/** Bounds of histograms of time, s: a commit on a good disk takes 1 ms, people notice 250 ms, a device gives up after seconds. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
