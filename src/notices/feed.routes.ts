import { router } from '../platform/http.ts';

export const feedRoutes = router();
