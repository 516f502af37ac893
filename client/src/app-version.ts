/** Version of the app as people see it on the devices page. */
export const APP_VERSION = '0.1.0'
