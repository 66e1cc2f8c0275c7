import { router } from '../platform/http.ts';

export const recordRoutes = router();
