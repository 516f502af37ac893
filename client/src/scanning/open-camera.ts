/**
 * Loads the camera screen; only then do its code, the decoder and the worker come over the network or out of the
 * precache. For Solid's `lazy`, or to warm it up while the person is still walking.
 */
export const openCamera = () => import('./camera-view.tsx')
