import { router } from '../platform/http.ts';

export const fileRoutes = router();
